// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/inspectorpage.h"
#include "inspector/app/messagesearch.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/models/messagedensity.h"
#include "inspector/models/messagemarks.h"
#include "inspector/views/connectionfinder.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/gotodialog.h"
#include "tests/app/searchtest.h"

#include <QtGui/QWheelEvent>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Going to messages with keyboard and mouse: numbers and times, marks, the strip over time, and the field above the
/// connections.
class tst_MessagePlaces : public SearchTest
{
    Q_OBJECT

private Q_SLOTS:
    void goesToNumbersAndTimes();
    void marksAreSetVisitedAndKept();
    void draggingSelectsATime();
    void aDoubleClickZoomsToTheSelection();
    void keysSelectATime();
    void theWheelZooms();
    void theStripNamesItsUnit_data();
    void theStripNamesItsUnit();
    void connectionsAreFound();
};

void tst_MessagePlaces::goesToNumbersAndTimes()
{
    const auto go = [this](const QString &text) {
        QString error;
        QTimer::singleShot(0, this, [&] {
            auto *dialog = qobject_cast<GoToDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            dialog->findChild<QLineEdit *>(u"goToText"_s)->setText(text);
            QTest::keyClick(dialog, Qt::Key_Return);
            const auto *label = dialog->findChild<QLabel *>(u"goToError"_s);
            error = label->text();
            if (label->height() < label->heightForWidth(label->width()))
                error += u" (cut)"_s;
            dialog->reject();
        });
        QTest::keyClick(table(), Qt::Key_G, Qt::ControlModifier);
        m_window->activateWindow();
        return QTest::qWaitForWindowActive(m_window.get()) ? error : u"the window is not active"_s;
    };
    QCOMPARE(go(u"#1"_s), QString());
    QCOMPARE(table()->selectedMessage(), 1U);
    QCOMPARE(go(u" 201 "_s), QString());
    QCOMPARE(table()->selectedMessage(), 201U);
    const qint64 offset = feed()->timesNs()[99] - feed()->timesNs()[0];
    QCOMPARE(go(filterOffset(offset)), QString());
    QCOMPARE(feed()->timesNs()[table()->selectedMessage() - 1], feed()->timesNs()[99]);
    QCOMPARE(go(u"999999"_s), u"✕ There is no such message."_s);
    QCOMPARE(go(u"99,999,999,999"_s), u"✕ There is no such message."_s);
    QCOMPARE(go(u"+9999h"_s), u"✕ There is no such message."_s);
    QCOMPARE(go(u"soon"_s), u"✕ This is no number and no time, such as 18326, 14:02:11 or +1.5s."_s);
    // Where a filter hides it, the nearest row.
    QVERIFY(filter(u"kind:offer"_s));
    const MessageId last = rows().back();
    QCOMPARE(go(QString::number(feed()->count())), QString());
    QCOMPARE(table()->selectedMessage(), last);
}

void tst_MessagePlaces::marksAreSetVisitedAndKept()
{
    table()->setFocus();
    table()->selectMessage(20);
    key(Qt::Key_M);
    table()->selectMessage(40);
    key(Qt::Key_M);
    QVERIFY(model()->index(19, 0).data(MessageModel::IsMarkedRole).toBool());
    table()->selectMessage(1);
    key(Qt::Key_F2);
    QCOMPARE(table()->selectedMessage(), 20U);
    key(Qt::Key_F2);
    QCOMPARE(table()->selectedMessage(), 40U);
    key(Qt::Key_F2, Qt::ShiftModifier);
    QCOMPARE(table()->selectedMessage(), 20U);
    // A letter that is typed is no key of the window.
    key(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(field(), u"m"_s);
    QCOMPARE(m_window->findChild<InspectorPage *>()->search()->marks()->count(), 2);
    reopenWindow();
    m_window->openCapture(file(u"rich.relaycap"_s));
    QTRY_VERIFY_WITH_TIMEOUT(model()->rowCount() > 40, timeout);
    QVERIFY(model()->index(39, 0).data(MessageModel::IsMarkedRole).toBool());
}

void tst_MessagePlaces::draggingSelectsATime()
{
    const QRect area = strip()->rect();
    const auto at = [&](qreal share) {
        return QPoint(8 + int((area.width() - 16) * share / 4), area.center().y() + 4);
    };
    QTest::mousePress(strip(), Qt::LeftButton, {}, at(0.3));
    QTest::mouseMove(strip(), at(0.5));
    QTest::mouseMove(strip(), at(0.9));
    QTest::mouseRelease(strip(), Qt::LeftButton, {}, at(0.9));
    QVERIFY2(bar()->text().startsWith(u"t:+"_s), qPrintable(bar()->text()));
    QVERIFY(strip()->selection());
    const FilterSpan span = *strip()->selection();
    QVERIFY(isInForce(bar()->text()));
    QVERIFY(model()->rowCount() > 0);
    QVERIFY(quint32(model()->rowCount()) < feed()->count());
    for (const MessageId id : rows())
        QVERIFY(feed()->timesNs()[id - 1] >= span.fromNs && feed()->timesNs()[id - 1] <= span.toNs);
    // Other conditions stay, and the range is replaced.
    bar()->setText(bar()->text() + u" -kind:control"_s);
    QTest::mousePress(strip(), Qt::LeftButton, {}, at(0.1));
    QTest::mouseMove(strip(), at(0.6));
    QTest::mouseRelease(strip(), Qt::LeftButton, {}, at(0.6));
    QCOMPARE(bar()->text().count(u"t:+"_s), 1);
    QVERIFY(bar()->text().endsWith(u" -kind:control"_s));
    // A click gives it up.
    QTest::mouseClick(strip(), Qt::LeftButton, {}, at(0.2));
    QCOMPARE(bar()->text(), u"-kind:control"_s);
    QVERIFY(!strip()->selection());
}

void tst_MessagePlaces::aDoubleClickZoomsToTheSelection()
{
    const auto *density = m_window->findChild<MessageDensity *>();
    const int middle = strip()->rect().center().y() + 4;
    const auto doubleClick = [&](int x) {
        // As an operating system sends it: the first click comes before.
        QTest::mouseClick(strip(), Qt::LeftButton, {}, {x, middle});
        QTest::mouseDClick(strip(), Qt::LeftButton, {}, {x, middle});
        QTest::mouseRelease(strip(), Qt::LeftButton, {}, {x, middle});
    };
    QTest::mousePress(strip(), Qt::LeftButton, {}, {20, middle});
    QTest::mouseMove(strip(), {60, middle});
    QTest::mouseRelease(strip(), Qt::LeftButton, {}, {60, middle});
    const auto selection = strip()->selection();
    const QString filter = bar()->text();
    QVERIFY(selection);
    doubleClick(40);
    QVERIFY(density->isZoomed());
    QVERIFY(density->startNs() <= selection->fromNs && density->endNs() >= selection->toNs);
    QVERIFY(density->endNs() < density->capture().toNs);
    QCOMPARE(strip()->selection(), selection);
    QCOMPARE(bar()->text(), filter);
    doubleClick(40);
    QVERIFY(!density->isZoomed());
    QCOMPARE(strip()->selection(), selection);
    // Without a selection there is nothing to zoom in to.
    bar()->setText({});
    doubleClick(40);
    QVERIFY(!density->isZoomed());
    QCOMPARE(bar()->text(), QString());
}

void tst_MessagePlaces::keysSelectATime()
{
    strip()->setFocus();
    const QString before = strip()->accessibleDescription();
    key(Qt::Key_Home);
    key(Qt::Key_Right);
    QVERIFY(strip()->accessibleDescription() != before);
    for (int step = 0; step < 5; ++step)
        key(Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY2(strip()->accessibleDescription().contains(u"selected: "_s), qPrintable(strip()->accessibleDescription()));
    QVERIFY(bar()->text().isEmpty());
    key(Qt::Key_Return);
    QVERIFY(bar()->text().startsWith(u"t:+"_s));
    QVERIFY(isInForce(bar()->text()));
    key(Qt::Key_Escape);
    QCOMPARE(bar()->text(), QString());
    key(Qt::Key_Return); // Goes to the bar of the cursor.
    QVERIFY(table()->selectedMessage() > 0);
}

void tst_MessagePlaces::theWheelZooms()
{
    const QImage whole = strip()->grab().toImage();
    const QPointF centre = strip()->rect().center();
    QWheelEvent in(centre, strip()->mapToGlobal(centre), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                   false);
    QApplication::sendEvent(strip(), &in);
    QVERIFY(strip()->grab().toImage() != whole);
    QWheelEvent out(centre, strip()->mapToGlobal(centre), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
    QApplication::sendEvent(strip(), &out);
    QApplication::sendEvent(strip(), &out);
    QCOMPARE(strip()->grab().toImage(), whole);
    strip()->setFocus();
    const QImage focused = strip()->grab().toImage();
    key(Qt::Key_Plus);
    QVERIFY(strip()->grab().toImage() != focused);
    key(Qt::Key_0);
    QCOMPARE(strip()->grab().toImage(), focused);
}

void tst_MessagePlaces::connectionsAreFound()
{
    auto *finder = m_window->findChild<ConnectionFinder *>();
    auto *view = m_window->findChild<ConnectionView *>();
    const auto shown = [&] {
        QStringList titles;
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            const QModelIndex source = view->model()->index(row, 0);
            for (int child = 0; child < view->model()->rowCount(source); ++child) {
                if (!view->isRowHidden(row, {}) && !view->isRowHidden(child, source))
                    titles.append(view->model()->index(child, 0, source).data(ConnectionModel::TitleRole).toString());
            }
        }
        return titles;
    };
    const QStringList all = shown();
    const QString wanted = all.first();
    finder->field()->setFocus();
    QTest::keyClicks(finder->field(), wanted.toUpper());
    QVERIFY(shown().contains(wanted));
    QVERIFY(shown().size() < all.size());
    QTest::keyClicks(finder->field(), u"§"_s);
    QCOMPARE(shown(), QStringList());
    QCOMPARE(table()->model()->rowCount(), int(feed()->count())); // It restricts nothing but the list.
    key(Qt::Key_Escape);
    QCOMPARE(shown(), all);
    key(Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), view);
    QVERIFY(view->scope().connections.empty());
    // Return selects the first that was found, and a second one keeps it.
    const QString last = all.last();
    finder->field()->setFocus();
    finder->field()->setText(last);
    for (int time = 0; time < 2; ++time) {
        finder->field()->setFocus();
        key(Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), view);
        QCOMPARE(view->currentIndex().data(ConnectionModel::TitleRole).toString(), shown().first());
        QVERIFY(view->selectionModel()->isSelected(view->currentIndex()));
    }
    QTRY_VERIFY_WITH_TIMEOUT(model()->rowCount() < int(feed()->count()), timeout);
    finder->field()->setFocus();
    key(Qt::Key_Escape);
    view->clearSelection();
    QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), int(feed()->count()), timeout);
}

void tst_MessagePlaces::theStripNamesItsUnit_data()
{
    QTest::addColumn<qint64>("pauseNs");
    QTest::addColumn<QString>("unit");
    QTest::addRow("one instant") << qint64(0) << u"all messages at one instant"_s;
    QTest::addRow("microseconds") << qint64(40'000) << u"messages per 10 µs"_s;
    QTest::addRow("milliseconds") << qint64(300'000'000) << u"messages per 5 ms"_s;
    QTest::addRow("seconds") << qint64(300'000'000'000) << u"messages per 5 s"_s;
}

void tst_MessagePlaces::theStripNamesItsUnit()
{
    QFETCH(const qint64, pauseNs);
    QFETCH(const QString, unit);
    const QString path = file(u"times.relaycap"_s);
    const auto writer = beginCapture(path);
    RelayCore::WireMessage message;
    message.payload = "{}";
    for (int i = 0; i < 3; ++i)
        writer->observe({1, 1, 1'700'000'000'000'000'000 + i * pauseNs, message});
    writer->finish();
    m_window->resize(1280, 800);
    m_window->openCapture(path);
    QTRY_COMPARE_WITH_TIMEOUT(feed()->indexedCount(), 3U, timeout);
    QTRY_COMPARE(strip()->unitText(), unit);
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_MessagePlaces>(argc, argv);
}

#include "tst_messageplaces.moc"
