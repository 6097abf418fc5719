// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/mainwindow.h"
#include "inspector/models/laddermodel.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/messagetable.h"
#include "inspector/views/textrowsview.h"
#include "relaycore/protocol/codec.h"
#include "tests/app/stallmeter.h"
#include "tests/app/windowtest.h"

#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabWidget>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int timeout = 60'000;
constexpr qint64 million = 1024 * 1024;

enum class Shape { OneLine, Lines, NotJson, Binary, Candidates };

QString description(Shape shape, qint64 bytes)
{
    const QString head = u"v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=application 9 UDP/DTLS/SCTP x\r\n"_s;
    if (shape == Shape::OneLine)
        return head + u"a=x:"_s + QString(bytes, u'x');
    const QString line = shape == Shape::Candidates ? u"a=candidate:1 1 udp 2130706431 192.0.2.1 50000 typ host\r\n"_s
                                                    : u"a=extmap:1 urn:example:a-line-of-a-long-description\r\n"_s;
    return head + line.repeated(bytes / line.size() + 1);
}

QByteArray payload(Shape shape, qint64 bytes)
{
    if (shape == Shape::Binary)
        return QByteArray(bytes, '\x7f');
    if (shape == Shape::NotJson)
        return QByteArray("no json ") + QByteArray(bytes, 'n');
    RelayCore::PeerConnection offer;
    offer.sourceUuid = QUuid::createUuid();
    offer.sourceName = u"alpha"_s;
    offer.peerUuid = QUuid::createUuid();
    offer.descriptionType = RelayCore::DescriptionType::Offer;
    offer.description = description(shape, bytes);
    return RelayCore::encode(offer);
}

// A stall of the window is as long as the message is large.
qint64 limitMs()
{
    bool ok = false;
    const int given = qEnvironmentVariableIntValue("RELAY_STALL_MS", &ok); // scripts/bench stalls
    return ok ? given : 250;
}

} // namespace

/// Nothing from the wire stalls the window: messages of one and ten million bytes of each kind are selected, shown in
/// every tab, scrolled, searched and copied while a timer watches the event loop.
class tst_Stalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theMeterCountsWhatBlocks();
    void largeMessages_data();
    void largeMessages();
    void manyLargeMessages();

private:
    QTemporaryDir m_files;
};

void tst_Stalls::initTestCase()
{
    failOnOtherWarnings();
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_files.path());
}

void tst_Stalls::theMeterCountsWhatBlocks()
{
    StallMeter meter;
    QThread::msleep(ulong(limitMs()) + 50); // As a slot does that waits.
    QVERIFY(meter.longestMs() > limitMs());
    meter.restart();
    QVERIFY(meter.longestMs() <= limitMs());
}

void tst_Stalls::largeMessages_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<qint64>("bytes");
    const std::pair<const char *, Shape> shapes[] = {{"a description on one line", Shape::OneLine},
                                                     {"a description in lines", Shape::Lines},
                                                     {"a description of candidates", Shape::Candidates},
                                                     {"a text that is no JSON", Shape::NotJson},
                                                     {"binary", Shape::Binary}};
    for (const auto &[name, shape] : shapes) {
        for (const qint64 size : {million, 10 * million})
            QTest::addRow("%s, %lld MB", name, size / million) << shape << size;
    }
}

void tst_Stalls::largeMessages()
{
    QFETCH(Shape, shape);
    QFETCH(qint64, bytes);
    const QString path = m_files.filePath(u"large.relaycap"_s);
    QFile::remove(path);
    {
        const auto writer = beginCapture(path);
        for (int i = 0; i < 3; ++i) {
            RelayCore::WireMessage message;
            message.opcode = shape == Shape::Binary ? RelayCore::Opcode::Binary : RelayCore::Opcode::Text;
            message.payload = payload(shape, i == 1 ? bytes : 100);
            writer->observe({1, 1, 1000 + i, message});
        }
        writer->finish();
    }
    MainWindow window;
    window.resize(1280, 800);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    StallMeter meter;
    QByteArrayList stalls;
    std::pair<qint64, QByteArray> worst;
    const auto settle = [&](const char *step) {
        // The longest stall of what was just done, painting included.
        QTest::qWait(20);
        const qint64 longest = meter.longestMs();
        worst = std::max(worst, std::pair(longest, QByteArray(step)));
        if (longest > limitMs())
            stalls.append(QByteArray(step) + ": " + QByteArray::number(longest) + " ms");
        meter.restart();
    };

    LaunchOptions options;
    options.restoreWindow = false;
    options.open = path;
    meter.restart();
    window.launch(options);
    QTRY_COMPARE_WITH_TIMEOUT(window.feed()->indexedCount(), 3U, timeout);
    settle("opening");
    auto *table = window.findChild<MessageTable *>();
    auto *details = window.findChild<DetailPane *>();
    table->selectMessage(2);
    QTRY_VERIFY_WITH_TIMEOUT(!details->isLoading() && details->message() == 2, timeout);
    settle("selecting");
    for (int tab = 0; tab < DetailPane::TabCount; ++tab) {
        details->setCurrentTab(DetailPane::Tab(tab));
        settle(qPrintable(details->tabs()->tabText(tab)));
    }
    details->setCurrentTab(DetailPane::Raw);
    if (auto *all = details->findChild<QPushButton *>(u"showAll"_s); all->isVisible()) {
        all->click();
        QTRY_VERIFY_WITH_TIMEOUT(!details->isLoading(), timeout);
        settle("showing all");
    }
    for (const auto &[tab, name] :
         {std::pair(DetailPane::Raw, u"rawView"_s), std::pair(DetailPane::Hex, u"hexView"_s)}) {
        details->setCurrentTab(tab);
        auto *view = details->findChild<TextRowsView *>(name);
        for (int i = 0; i <= 10; ++i) {
            view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() / 10 * i);
            settle("scrolling");
        }
        QSignalSpy finished(view, &TextRowsView::findFinished);
        view->find(u"not in any of them"_s, false);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, timeout);
        QVERIFY(!finished.first().first().toBool());
        settle("searching");
        view->selectAll();
        QSignalSpy copied(view, &TextRowsView::copied);
        view->copy();
        QTRY_COMPARE_WITH_TIMEOUT(copied.size(), 1, timeout);
        settle("copying");
    }
    window.resize(1000, 700);
    settle("resizing");
    table->selectMessage(1);
    QTRY_VERIFY_WITH_TIMEOUT(!details->isLoading(), timeout);
    settle("selecting another");
    window.closeWithoutAsking();
    qInfo("longest stall %lld ms, %s", worst.first, worst.second.constData());
    QVERIFY2(stalls.isEmpty(), stalls.join("; ").constData());
}

void tst_Stalls::manyLargeMessages()
{
    // One conversation, all of it in the table and in the exchange: none of these is read to show the others.
    constexpr int count = 24;
    const QString path = m_files.filePath(u"many.relaycap"_s);
    {
        const auto writer = beginCapture(path);
        RelayCore::WireMessage message;
        message.payload = payload(Shape::Lines, 5 * million);
        message.wireBytes = message.payload.size() + 14;
        for (int i = 0; i < count; ++i)
            writer->observe({1, 1, 1000 + i, message});
        writer->finish();
    }
    MainWindow window;
    window.resize(1280, 800);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    StallMeter meter;
    LaunchOptions options;
    options.restoreWindow = false;
    options.open = path;
    window.launch(options);
    QTRY_COMPARE_WITH_TIMEOUT(window.feed()->indexedCount(), quint32(count), timeout);
    QTest::qWait(20); // Painting.
    const qint64 opening = meter.longestMs();
    auto *table = window.findChild<MessageTable *>();
    auto *details = window.findChild<DetailPane *>();
    qint64 selecting = 0;
    for (const MessageId id : {1U, 2U, quint32(count)}) {
        meter.restart();
        table->selectMessage(id);
        QTRY_VERIFY_WITH_TIMEOUT(!details->isLoading() && details->message() == id, timeout);
        QTest::qWait(20);
        selecting = std::max(selecting, meter.longestMs());
    }
    QCOMPARE(window.findChild<LadderModel *>()->arrowCount(), count);
    window.closeWithoutAsking();
    qInfo("longest stall %lld ms while opening, %lld ms while selecting", opening, selecting);
    QVERIFY(opening <= limitMs());
    QVERIFY(selecting <= limitMs());
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_Stalls>(argc, argv);
}

#include "tst_stalls.moc"
