// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/laddermodel.h"
#include "inspector/views/columnlayout.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/ladderpane.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/propertyview.h"
#include "relaycore/protocol/codec.h"
#include "tests/app/windowtest.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtQuick/QQuickItem>
#include <QtQuickWidgets/QQuickWidget>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>

#include <sys/resource.h>

#include <csignal>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Files of this process cannot grow beyond a size: what a full disk looks like to a writer.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit m_before{};
};

/// Returns the first item called \a name in or below \a item, null for none.
QQuickItem *itemNamed(QQuickItem *item, const QString &name)
{
    if (item->objectName() == name)
        return item;
    const QList<QQuickItem *> children = item->childItems();
    for (QQuickItem *child : children) {
        if (QQuickItem *found = itemNamed(child, name))
            return found;
    }
    return nullptr;
}

/// Opens the context menu of \a view at \a position. \return its entries.
QStringList contextMenu(QAbstractScrollArea *view, const QPoint &position)
{
    QStringList entries;
    QTimer::singleShot(0, view, [&entries] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return;
        for (const QAction *action : menu->actions()) {
            if (!action->isSeparator() && action->isEnabled())
                entries.append(action->text().remove(u'&'));
        }
        menu->close();
    });
    QContextMenuEvent event(QContextMenuEvent::Mouse, position, view->viewport()->mapToGlobal(position));
    QApplication::sendEvent(view->viewport(), &event);
    return entries;
}

} // namespace

/// What went wrong for a person who used the window.
class tst_WindowFaults : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void aLongNameDecidesNoWidth();
    void aFullDiskIsShownEverywhere();
    void aStoppedProxyIsShownAsStopped();
    void aSavedRecordingIsNoLongerUnsaved();
    void theLadderTakesKeysAndLetsThemGo();
    void theLadderFollowsTheTheme();
    void aSelectionInTheHandshakeStays();
    void detailsBelongToTheSelection();
    void aClickBelowTheRowsKeepsTheSelection();
    void openingACaptureSelectsNothing();
    void successClearsItsProblem();
    void aDamagedCaptureIsShownAsDamaged();
    void aRecordingIsNotDamaged();
    void rowsAreCopied();
    void columnsAreHiddenMovedAndRemembered();
    void aWiderColumnScrollsInsteadOfRemovingOthers();
    void columnsAreAsWideAsTheirValues();
    void aLongNameLeavesOutNoColumn();
    void aLongNameHidesNoVerdict();

private:
    [[nodiscard]] QString label(const QString &name) const { return m_window->findChild<QLabel *>(name)->text(); }
    [[nodiscard]] QQuickItem *ladder() const
    {
        return m_window->findChild<LadderPane *>()->findChild<QQuickWidget *>()->rootObject();
    }
    void openDamaged();
    /// Writes a capture with one connection whose client registered as \a name.
    [[nodiscard]] QString captureOf(const QString &name);
};

QString tst_WindowFaults::captureOf(const QString &name)
{
    const QString path = file(u"names.relaycap"_s);
    QFile::remove(path);
    const auto writer = beginCapture(path);
    RelayCore::RelayRegistration registration;
    registration.name = name;
    registration.uuid = QUuid::createUuid();
    RelayCore::WireMessage message;
    message.payload = RelayCore::encode(registration);
    for (int i = 0; i < 3; ++i)
        writer->observe({1, 1, 1'000'000'000 + i, message});
    writer->finish();
    return path;
}

void tst_WindowFaults::aLongNameDecidesNoWidth()
{
    auto *details = m_window->findChild<DetailPane *>();
    m_window->openCapture(captureOf(u"short"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 3U, timeout);
    auto *connections = m_window->findChild<ConnectionView *>();
    connections->selectConnection(1);
    const int width = details->width();
    QFile::remove(file(u"names.relaycap"_s));
    m_window->openCapture(captureOf(QString(200, u'W')));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 3U, timeout);
    connections->selectConnection(1);
    table()->selectMessage(0);
    QCOMPARE(details->connection(), RelayCore::ConnectionId(1));
    QTest::qWait(50); // layouts
    QCOMPARE(details->width(), width);
    QVERIFY2(details->minimumSizeHint().width() <= width,
             qPrintable(QString::number(details->minimumSizeHint().width())));
    table()->selectMessage(1);
    QTest::qWait(50);
    QCOMPARE(details->width(), width);
    QVERIFY(table()->columnWidth(MessageModel::FromTo) <= 320);
}

void tst_WindowFaults::aFullDiskIsShownEverywhere()
{
    startDemo();
    auto *button = m_window->findChild<QToolButton *>(u"recordingButton"_s);
    QCOMPARE(button->property("recording").toString(), u"on"_s);
    const FileSizeLimit full(64 * 1024);
    QTRY_COMPARE_WITH_TIMEOUT(button->property("recording").toString(), u"failed"_s, timeout);
    QVERIFY(m_window->messageBar()->text().contains("Recording has stopped"_L1));
    m_window->messageBar()->findChild<QToolButton *>(u"dismissProblem"_s)->click();
    QVERIFY(m_window->messageBar()->isHidden());
    // Afterwards every other place still shows it, and counts.
    QVERIFY(button->text().contains("Not recording"_L1));
    QVERIFY(label(u"counts"_s).contains("not recording"_L1));
    const QString before = label(u"counts"_s);
    QTRY_VERIFY_WITH_TIMEOUT(label(u"counts"_s) != before, timeout);
    QVERIFY(label(u"counts"_s).contains("unrecorded"_L1));
}

void tst_WindowFaults::aStoppedProxyIsShownAsStopped()
{
    ProxyRequest request;
    request.listen.port = 0;
    request.upstream = QUrl(u"ws://127.0.0.1:8700"_s);
    m_window->startProxy(request);
    const auto sources = [this] { return m_window->feed()->sources(); };
    QTRY_COMPARE_WITH_TIMEOUT(sources().size(), 1, timeout);
    auto *connections = m_window->findChild<ConnectionView *>();
    const QPoint row = connections->visualRect(connections->model()->index(0, 0)).center();
    QCOMPARE(contextMenu(connections, row), (QStringList{u"Copy description"_s, u"Stop"_s, u"Show all messages"_s}));
    QVERIFY(table()->emptyHint().contains("Point a client at"_L1));

    Q_EMIT connections->stopRequested(m_window->feed()->sources().first().id);
    QTRY_VERIFY_WITH_TIMEOUT(sources().first().state == RelayCore::SourceState::Stopped, timeout);
    QTRY_COMPARE_WITH_TIMEOUT(table()->emptyTitle(), u"No connections"_s, timeout);
    QCOMPARE(table()->emptyHint(), QString());
    QCOMPARE(contextMenu(connections, row),
             (QStringList{u"Copy description"_s, u"Start again"_s, u"Show all messages"_s}));
    Q_EMIT connections->restartRequested(m_window->feed()->sources().first().id);
    QTRY_COMPARE_WITH_TIMEOUT(sources().size(), 2, timeout);
    QVERIFY(sources().last().state != RelayCore::SourceState::Stopped);
}

void tst_WindowFaults::aSavedRecordingIsNoLongerUnsaved()
{
    startDemo();
    QVERIFY(label(u"place"_s).startsWith("not saved"_L1));
    m_window->feed()->setPaused(true);
    QVERIFY(m_window->saveCapture(file(u"copy.relaycap"_s)));
    // The notice goes by; then the file, or how many messages it does not hold.
    QTRY_VERIFY_WITH_TIMEOUT(!label(u"place"_s).startsWith("Saved as"_L1), timeout);
    QVERIFY(label(u"place"_s).contains("copy.relaycap"_L1));
    QVERIFY(!label(u"place"_s).contains("not saved"_L1));
}

void tst_WindowFaults::theLadderTakesKeysAndLetsThemGo()
{
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<LadderModel *>()->arrowCount() > 1, timeout);
    m_window->activateWindow();
    table()->setFocus();
    auto *view = m_window->findChild<LadderPane *>()->findChild<QQuickWidget *>();
    QTest::keyClick(table(), Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), view);
    auto *list = ladder()->findChild<QQuickItem *>(u"arrows"_s);
    QTRY_VERIFY(list->hasActiveFocus());
    QVERIFY(list->property("currentIndex").toInt() >= 0);
    QTest::keyClick(view, Qt::Key_Home);
    QCOMPARE(list->property("currentIndex").toInt(), 0);
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(list->property("currentIndex").toInt(), 1);
    const MessageId before = table()->selectedMessage();
    QTest::keyClick(view, Qt::Key_Home);
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_VERIFY(table()->selectedMessage() != before);
    QTest::keyClick(view, Qt::Key_Tab);
    QVERIFY(QApplication::focusWidget() != view);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(QApplication::focusWidget() != view);
}

void tst_WindowFaults::theLadderFollowsTheTheme()
{
    m_window->setScheme(Theme::Scheme::Light);
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(itemNamed(ladder(), u"arrow"_s) != nullptr, timeout);
    const QQuickItem *arrow = itemNamed(ladder(), u"arrow"_s);
    const auto isThemes = [&] {
        return arrow->property("ink").value<QColor>() == m_window->theme()->colour(arrow->property("kind").toString());
    };
    QVERIFY(isThemes());
    m_window->setScheme(Theme::Scheme::Dark);
    QVERIFY(isThemes());
    m_window->setScheme(Theme::Scheme::Light);
}

void tst_WindowFaults::aSelectionInTheHandshakeStays()
{
    startDemo();
    table()->selectMessage(firstOf(MessageKind::Offer));
    m_window->findChild<DetailPane *>()->setCurrentTab(DetailPane::Handshake);
    auto *handshake = m_window->findChild<PropertyView *>(u"handshakeView"_s);
    QVERIFY(handshake->find(u"Upgrade"_s));
    const QString selected = handshake->textCursor().selectedText();
    QSignalSpy rendered(handshake->document(), &QTextDocument::contentsChanged);
    const quint32 captured = m_window->feed()->count();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->indexedCount() > captured + 3, timeout);
    QCOMPARE(handshake->textCursor().selectedText(), selected);
    QCOMPARE(rendered.size(), 0);
}

void tst_WindowFaults::detailsBelongToTheSelection()
{
    startDemo();
    auto *details = m_window->findChild<DetailPane *>();
    auto *connections = m_window->findChild<ConnectionView *>();
    const MessageId offer = firstOf(MessageKind::Offer);
    table()->selectMessage(offer);
    QCOMPARE(details->message(), offer);
    const RelayCore::ConnectionId its = m_window->feed()->row(offer)->connection;
    RelayCore::ConnectionId other = 0;
    for (const ConnectionRow &row : m_window->feed()->connections())
        other = row.id != its ? row.id : other;
    QVERIFY(other != 0);
    connections->selectConnection(other);
    QCOMPARE(table()->selectedMessage(), MessageId(0));
    QCOMPARE(details->message(), MessageId(0));
    QCOMPARE(details->connection(), other);
    QCOMPARE(m_window->findChild<LadderModel *>()->arrowCount(), 0);

    // A source is no connection: nothing is left of the one before.
    connections->setCurrentIndex(connections->model()->index(0, 0));
    QCOMPARE(details->connection(), RelayCore::ConnectionId(0));
}

void tst_WindowFaults::aClickBelowTheRowsKeepsTheSelection()
{
    m_window->openCapture(captureOf(u"alpha"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 3U, timeout);
    table()->selectMessage(2);
    const QPoint below(table()->viewport()->width() / 2, table()->viewport()->height() - 4);
    QVERIFY(!table()->indexAt(below).isValid());
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, below);
    QCOMPARE(m_window->findChild<DetailPane *>()->message(), MessageId(2));
    QVERIFY(table()->selectionModel()->isRowSelected(1));
}

void tst_WindowFaults::openingACaptureSelectsNothing()
{
    const QString path = captureOf(u"alpha"_s);
    m_window->openCapture(path);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 3U, timeout);
    QCOMPARE(m_window->focusWidget(), table());
    QCOMPARE(table()->selectedMessage(), MessageId(0));
    QVERIFY(!table()->currentIndex().isValid());
    // The keyboard begins where the table is: at its end.
    QTest::keyClick(table(), Qt::Key_Down);
    QCOMPARE(table()->selectedMessage(), MessageId(3));
}

void tst_WindowFaults::successClearsItsProblem()
{
    m_window->openCapture(file(u"nowhere.relaycap"_s));
    QVERIFY(m_window->messageBar()->text().contains("nowhere"_L1));
    m_window->openCapture(captureOf(u"alpha"_s));
    QVERIFY(m_window->messageBar()->isHidden());
}

void tst_WindowFaults::openDamaged()
{
    const QString path = file(u"damaged.relaycap"_s);
    {
        auto created = CaptureWriter::create(path);
        auto &writer = std::get<std::unique_ptr<CaptureWriter>>(created);
        RelayCore::WireMessage message;
        message.payload = QByteArray(3'000, 'x');
        for (int i = 0; i < 200; ++i)
            writer->observe({1, 1, 1'000 + i, message});
        writer->finish();
    }
    QFile damaged(path);
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    constexpr qint64 page = 32'768;
    QVERIFY(damaged.seek(damaged.size() / page / 2 * page));
    QCOMPARE(damaged.write(QByteArray(int(page), '\xff')), page);
    damaged.close();
    m_window->openCapture(path);
}

void tst_WindowFaults::aDamagedCaptureIsShownAsDamaged()
{
    openDamaged();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 200U, timeout);
    QTRY_VERIFY(m_window->messageBar()->text().contains("is damaged"_L1));
    QTRY_VERIFY(label(u"counts"_s).contains("unreadable"_L1));
    // Another capture is not damaged.
    m_window->openCapture(captureOf(u"alpha"_s));
    QVERIFY(m_window->messageBar()->isHidden());
    QTRY_VERIFY(!label(u"counts"_s).contains("unreadable"_L1));
}

void tst_WindowFaults::aRecordingIsNotDamaged()
{
    openDamaged();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->messageBar()->text().contains("is damaged"_L1), timeout);
    startDemo();
    QCOMPARE(m_window->messageBar()->text(), QString());
}

void tst_WindowFaults::rowsAreCopied()
{
    m_window->openCapture(captureOf(u"alpha"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 3U, timeout);
    table()->selectMessage(1);
    QTest::keyClick(table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).contains("Summary"_L1));
    QVERIFY(lines.at(1).contains("alpha"_L1));
    table()->copyRows(true);
    const auto json = QJsonDocument::fromJson(QApplication::clipboard()->text().toUtf8()).array();
    QCOMPARE(json.size(), 2);
    QCOMPARE(json.at(1).toObject().value("id"_L1).toInt(), 2);
    const QStringList entries = contextMenu(table(), table()->visualRect(table()->currentIndex()).center());
    QVERIFY(entries.contains("Copy rows"_L1) && entries.contains("Copy rows as JSON"_L1)
            && entries.contains("Show only this connection"_L1));
}

void tst_WindowFaults::columnsAreHiddenMovedAndRemembered()
{
    m_window->openCapture(captureOf(u"alpha"_s));
    table()->columns()->setColumnShown(MessageModel::Delta, false);
    table()->horizontalHeader()->moveSection(table()->horizontalHeader()->visualIndex(MessageModel::Size), 0);
    table()->setColumnWidth(MessageModel::FromTo, 222);
    reopenWindow();
    m_window->openCapture(file(u"names.relaycap"_s));
    QVERIFY(table()->isColumnHidden(MessageModel::Delta));
    QVERIFY(!table()->isColumnHidden(MessageModel::Time));
    QCOMPARE(table()->horizontalHeader()->visualIndex(MessageModel::Size), 0);
    QCOMPARE(table()->columnWidth(MessageModel::FromTo), 222);
    m_window->resize(1900, 800);
    table()->columns()->restoreDefaults();
    QVERIFY(!table()->columns()->isCustomised());
    QVERIFY(!table()->isColumnHidden(MessageModel::Delta));
    QCOMPARE(table()->horizontalHeader()->visualIndex(MessageModel::Size), int(MessageModel::Size));
}

void tst_WindowFaults::aWiderColumnScrollsInsteadOfRemovingOthers()
{
    m_window->openCapture(captureOf(u"alpha"_s));
    QTest::qWait(100); // layouts
    QList<int> shown;
    for (int column = 0; column < MessageModel::ColumnCount; ++column) {
        if (!table()->isColumnHidden(column))
            shown.append(column);
    }
    table()->setColumnWidth(MessageModel::FromTo, 900);
    for (const int column : std::as_const(shown))
        QVERIFY(!table()->isColumnHidden(column));
    QTRY_VERIFY(table()->horizontalScrollBar()->maximum() > 0);
}

void tst_WindowFaults::columnsAreAsWideAsTheirValues()
{
    m_window->resize(1900, 800); // The names may take half of the room.
    m_window->openCapture(captureOf(QString(30, u'n')));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 3U, timeout);
    const int needed = QFontMetrics(table()->font()).horizontalAdvance(QString(30, u'n') + u" → relay"_s);
    QTRY_VERIFY(table()->columnWidth(MessageModel::FromTo) > needed
                || table()->columnWidth(MessageModel::FromTo) == 320);
}

void tst_WindowFaults::aLongNameLeavesOutNoColumn()
{
    const auto shown = [this] {
        QList<int> columns;
        for (int column = 0; column < MessageModel::ColumnCount; ++column) {
            if (!table()->isColumnHidden(column))
                columns.append(column);
        }
        return columns;
    };
    for (const QSize &size : {QSize(1280, 800), QSize(1024, 640)}) {
        m_window->resize(size);
        m_window->openCapture(captureOf(u"beta"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 3U, timeout);
        QTest::qWait(100); // Columns are fitted after 60 ms.
        const QList<int> before = shown();
        const int width = table()->columnWidth(MessageModel::FromTo);
        m_window->openCapture(captureOf(QString(200, u'W')));
        QTRY_VERIFY(table()->columnWidth(MessageModel::FromTo) > width || size.width() < 1280);
        QTest::qWait(100);
        QCOMPARE(shown(), before);
        QCOMPARE(table()->horizontalScrollBar()->maximum(), 0);
        QVERIFY2(table()->columnWidth(MessageModel::Summary) >= table()->columnWidth(MessageModel::FromTo) - 1,
                 qPrintable(u"%1 pixels: text %2, names %3"_s.arg(size.width())
                                .arg(table()->columnWidth(MessageModel::Summary))
                                .arg(table()->columnWidth(MessageModel::FromTo))));
        // Neither do the names of the next capture, nor a window that is opened again.
        m_window->openCapture(captureOf(u"beta"_s));
        QTRY_COMPARE(table()->columnWidth(MessageModel::FromTo), width);
    }
    m_window->openCapture(captureOf(QString(200, u'W')));
    QTest::qWait(100);
    reopenWindow();
    m_window->resize(1280, 800);
    m_window->openCapture(captureOf(u"beta"_s));
    QTRY_VERIFY(table()->columnWidth(MessageModel::FromTo) < table()->columnWidth(MessageModel::Summary));
}

void tst_WindowFaults::aLongNameHidesNoVerdict()
{
    const QString path = file(u"verdict.relaycap"_s);
    {
        const auto writer = beginCapture(path);
        const QUuid alpha = QUuid::createUuid();
        RelayCore::WireMessage message;
        message.payload = RelayCore::encode(RelayCore::RelayRegistration{QString(200, u'W'), alpha});
        writer->observe({1, 1, 1'000'000'000, message});
        RelayCore::PeerConnection offer{
            alpha, QString(200, u'W'), QUuid::createUuid(), RelayCore::DescriptionType::Offer, u"v=0"_s, {}};
        message.payload = RelayCore::encode(offer);
        writer->observe({1, 1, 1'100'000'000, message});
        offer.error = u"Cannot forward the message: the peer is not registered"_s;
        message.payload = RelayCore::encode(offer);
        message.direction = RelayCore::Direction::Received;
        writer->observe({1, 1, 1'200'000'000, message});
        writer->finish();
    }
    m_window->openCapture(path);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 3U, timeout);
    table()->selectMessage(2);
    const auto *details = m_window->findChild<DetailPane *>();

    QTRY_VERIFY(details->diagnosisText().contains(u"not registered"_s));
    QVERIFY(!details->diagnosisText().contains(QString(50, u'W')));
    QVERIFY(details->diagnosisText().endsWith(u'.'));
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_WindowFaults>(argc, argv);
}

#include "tst_windowfaults.moc"
