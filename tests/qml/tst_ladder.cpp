// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/laddermodel.h"
#include "inspector/theme/theme.h"
#include "qml/Relay/Inspector/qmlmodule.h"
#include "tests/models/samplecapture.h"

#include <QtCore/QScopeGuard>
#include <QtCore/QTemporaryDir>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickView>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_Ladder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anArrowForEveryMessage_data();
    void anArrowForEveryMessage();
    void aClickTellsWhichMessage();
    void theReturnedMessageIsDashed();
    void nothingHasAFace();
    void staysInsideASmallWindow();
    void aLongLadderHasAScrollBar();
    void largeTextIsWhole();

private:
    [[nodiscard]] QList<QQuickItem *> items(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SampleCapture> m_sample;
    std::unique_ptr<CaptureFeed> m_feed;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<LadderModel> m_model;
    std::unique_ptr<QQuickView> m_view;
};

void tst_Ladder::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_sample = std::make_unique<SampleCapture>(m_dir->filePath(u"sample.relaycap"_s));
    m_sample->writeAll();
    m_feed = std::make_unique<CaptureFeed>();
    QVERIFY(!m_feed->open(m_sample->writer()->path(), m_sample->writer()));
    QTRY_COMPARE(m_feed->indexedCount(), quint32(SampleCapture::messages));
    m_theme = std::make_unique<Theme>();
    m_model = std::make_unique<LadderModel>(m_feed.get());
    m_view = std::make_unique<QQuickView>();
    registerQml(m_view->engine());
    m_view->setResizeMode(QQuickView::SizeRootObjectToView);
    m_view->setInitialProperties(
        {{u"theme"_s, QVariant::fromValue(m_theme.get())}, {u"ladderModel"_s, QVariant::fromValue(m_model.get())}});
    m_view->setSource(ladderUrl());
    QVERIFY2(m_view->status() == QQuickView::Ready, qPrintable(m_view->errors().value(0).toString()));
    m_view->resize(800, 230);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void tst_Ladder::cleanup()
{
    m_view.reset();
    m_model.reset();
    m_theme.reset();
    m_feed.reset();
    m_sample.reset();
    m_dir.reset();
}

QList<QQuickItem *> tst_Ladder::items(const QString &name) const
{
    // Delegates are children of the scene, not of the object tree.
    QList<QQuickItem *> found;
    QList<QQuickItem *> open{m_view->rootObject()};
    while (!open.isEmpty()) {
        QQuickItem *item = open.takeLast();
        if (item->objectName() == name && item->isVisible())
            found.append(item);
        open.append(item->childItems());
    }
    std::sort(found.begin(), found.end(),
              [](QQuickItem *a, QQuickItem *b) { return a->mapToScene({}).y() < b->mapToScene({}).y(); });
    return found;
}

void tst_Ladder::anArrowForEveryMessage_data()
{
    QTest::addColumn<Theme::Scheme>("scheme");
    QTest::addRow("light") << Theme::Scheme::Light;
    QTest::addRow("dark") << Theme::Scheme::Dark;
}

void tst_Ladder::anArrowForEveryMessage()
{
    QFETCH(Theme::Scheme, scheme);
    m_theme->setScheme(scheme);
    m_model->setMessage(6);
    QTRY_COMPARE(items(u"arrow"_s).size(), 4);
    QCOMPARE(items(u"participant"_s).size(), 3);
    QCOMPARE(items(u"lifeline"_s).size(), 3);
    QCOMPARE(items(u"bracket"_s).size(), 1);
    QVERIFY(items(u"emptyFace"_s).isEmpty());
    QCOMPARE(items(u"label"_s).at(1)->property("text").toString(), u"offer"_s);
    // The bracket ends where the answer arrives.
    const QQuickItem *bracket = items(u"bracket"_s).constFirst();
    const QQuickItem *last = items(u"arrow"_s).constLast();
    const qreal end = bracket->mapToScene({0, bracket->height()}).y();
    QVERIFY(end > last->mapToScene({}).y());
    QVERIFY(end < last->mapToScene({0, last->height()}).y());

    const QImage image = m_view->grabWindow();
    QVERIFY(!image.isNull());
    QCOMPARE(image.pixelColor(2, image.height() - 3), m_theme->base());
    const QString pictures = qEnvironmentVariable("RELAY_PICTURES");
    if (!pictures.isEmpty())
        QVERIFY(image.save(pictures + u"/ladder-%1.png"_s.arg(m_theme->isDark() ? u"dark"_s : u"light"_s)));
    int ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ink += image.pixelColor(x, y) == m_theme->offer() ? 1 : 0;
    }
    QCOMPARE(items(u"head"_s).size(), 4 * 9);
    QVERIFY2(ink > 200, qPrintable(QString::number(ink)));
}

void tst_Ladder::aClickTellsWhichMessage()
{
    m_model->setMessage(5);
    QTRY_COMPARE(items(u"arrow"_s).size(), 4);
    QSignalSpy activated(m_view->rootObject(), SIGNAL(messageActivated(int)));
    const QQuickItem *third = items(u"arrow"_s).at(2);
    QTest::mouseClick(m_view.get(), Qt::LeftButton, Qt::NoModifier,
                      third->mapToScene({third->width() / 2, third->height() - 8}).toPoint());
    QTRY_COMPARE(activated.count(), 1);
    QCOMPARE(activated.first().constFirst().toInt(), 7);
}

void tst_Ladder::theReturnedMessageIsDashed()
{
    m_theme->setScheme(Theme::Scheme::Light);
    m_model->setMessage(10);
    QTRY_COMPARE(items(u"arrow"_s).size(), 2);
    const QQuickItem *returned = items(u"arrow"_s).constLast();
    QVERIFY(returned->property("dashed").toBool());
    QCOMPARE(returned->property("ink").value<QColor>(), m_theme->error());
    QVERIFY(items(u"label"_s).constLast()->property("text").toString().startsWith(u"returned: "_s));
    const QImage image = m_view->grabWindow();
    const QString pictures = qEnvironmentVariable("RELAY_PICTURES");
    if (!pictures.isEmpty())
        QVERIFY(image.save(pictures + u"/ladder-returned.png"_s));
}

void tst_Ladder::nothingHasAFace()
{
    QTRY_COMPARE(items(u"emptyFace"_s).size(), 1);
    QVERIFY(items(u"arrow"_s).isEmpty());
    m_model->setMessage(5);
    QTRY_VERIFY(items(u"emptyFace"_s).isEmpty());
    m_feed->close();
    QTRY_COMPARE(items(u"emptyFace"_s).size(), 1);
    QTRY_VERIFY(items(u"arrow"_s).isEmpty());
}

void tst_Ladder::staysInsideASmallWindow()
{
    m_view->resize(360, 160);
    m_model->setMessage(5);
    QTRY_COMPARE(items(u"participant"_s).size(), 3);
    QTRY_COMPARE(m_view->rootObject()->width(), 360.0);
    for (const QQuickItem *item : items(u"participant"_s)) {
        QVERIFY(item->mapToScene({}).x() >= 0);
        QVERIFY(item->mapToScene({item->width(), 0}).x() <= 360);
    }
    for (const QQuickItem *item : items(u"label"_s))
        QVERIFY(item->width() > 0);
}

void tst_Ladder::aLongLadderHasAScrollBar()
{
    m_model->setMessage(6);
    QTRY_COMPARE(items(u"arrow"_s).size(), 4);
    m_view->resize(800, 600);
    QTRY_VERIFY(items(u"scrollMark"_s).isEmpty());
    m_view->resize(800, 110);
    QTRY_COMPARE(items(u"scrollMark"_s).size(), 1);
    QQuickItem *mark = items(u"scrollMark"_s).constFirst();
    QQuickItem *list = items(u"arrows"_s).constFirst();
    QVERIFY(list->setProperty("contentY", list->property("originY")));
    QTRY_VERIFY(mark->y() < list->y() + 1);
    QVERIFY(mark->width() >= 6);
    const QColor behind = m_theme->base();
    const QImage image = m_view->grabWindow();
    const QPoint middle = mark->mapToScene({mark->width() / 2, mark->height() / 2}).toPoint();
    QVERIFY(Theme::contrast(image.pixelColor(middle), behind) >= 3);
    // It can be dragged to the end.
    QTest::mousePress(m_view.get(), Qt::LeftButton, {}, middle);
    const QPoint end(middle.x(), m_view->height() - 1);
    QTest::mouseMove(m_view.get(), (middle + end) / 2);
    QTest::mouseMove(m_view.get(), end);
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, end);
    QTRY_VERIFY(list->property("atYEnd").toBool());
}

void tst_Ladder::largeTextIsWhole()
{
    const QFont plain = QGuiApplication::font();
    QFont large = plain;
    large.setPointSizeF(plain.pointSizeF() * 1.5);
    QGuiApplication::setFont(large);
    const auto restore = qScopeGuard([plain] { QGuiApplication::setFont(plain); });
    cleanup();
    init();
    m_model->setMessage(6);
    QTRY_COMPARE(items(u"arrow"_s).size(), 4);
    const QQuickItem *heading = items(u"heading"_s).constFirst();
    for (const QQuickItem *participant : items(u"participant"_s))
        QVERIFY(participant->y() + participant->height() <= heading->height());
    // The text above an arrow lies in the row of the arrow.
    for (const QQuickItem *label : items(u"label"_s))
        QVERIFY2(label->y() >= 0, qPrintable(QString::number(label->y())));
}

QTEST_MAIN(tst_Ladder)
#include "tst_ladder.moc"
