// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturewriter.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/models/messagemodel.h"
#include "inspector/models/relayclientmodel.h"
#include "inspector/views/connectdialog.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/forwardproxydialog.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/messagetable.h"
#include "inspector/views/relayclientpane.h"
#include "inspector/views/relayclienttable.h"
#include "inspector/views/rundialog.h"
#include "inspector/views/tapdialog.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/wire/wireevent.h"
#include "tests/screenshots/screenshottest.h"

#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <memory>
#include <vector>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Brings the real window into each of its states, light and dark, and writes a picture of it to RELAY_SCREENSHOTS.
class Screenshots : public ScreenshotTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void states_data() { addSchemes(); }
    void states();
    void sizes_data() { addSchemes(); }
    void sizes();
    void relayClients_data() { addSchemes(); }
    void relayClients();
    void sourceDialogs_data() { addSchemes(); }
    void sourceDialogs();
    void realEndpoint_data() { addSchemes(); }
    void realEndpoint();

private:
    /// Writes a capture whose names and texts try to break the layout.
    void writeHostileCapture(const QString &path);
};

namespace {

// Returns a port of this machine without a listener.
quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

// The row of the newest offer that was answered; the table shows at least a few rows around it.
MessageId answeredOffer(const MessageTable &table)
{
    const QAbstractItemModel *model = table.model();
    for (int row = model->rowCount() - 1; row > 0; --row) {
        const QModelIndex index = model->index(row, 0);
        if (index.data(MessageModel::KindRole).toInt() == int(MessageKind::Offer)
            && index.data(MessageModel::DirectionRole).toInt() == int(RelayCore::Direction::Sent)
            && index.data(MessageModel::CounterpartRole).isValid())
            return index.data(MessageModel::IdRole).value<MessageId>();
    }
    return 0;
}

} // namespace

void Screenshots::states()
{
    failOnOtherWarnings();
    QFETCH(Theme::Scheme, scheme);
    const QString suffix = scheme == Theme::Scheme::Dark ? u"-dark"_s : u"-light"_s;
    const QString capture = m_files.filePath(u"conversation"_s + suffix + u".relaycap"_s);
    const QStringList tabs{u"decoded"_s, u"sdp"_s, u"raw"_s, u"hex"_s, u"handshake"_s};

    {
        MainWindow window;
        window.resize(1440, 900);
        window.show();
        window.launch(plain(scheme));
        take(window, u"welcome"_s + suffix);

        LaunchOptions demo = plain(scheme);
        demo.demo = true;
        demo.demoPort = 0;
        window.launch(demo);
        auto *table = window.findChild<MessageTable *>();
        auto *details = window.findChild<DetailPane *>();
        QTRY_VERIFY_WITH_TIMEOUT(answeredOffer(*table) != 0 && table->model()->rowCount() >= 14, timeout);
        table->selectMessage(answeredOffer(*table));
        for (int tab = 0; tab < DetailPane::TabCount; ++tab) {
            details->setCurrentTab(DetailPane::Tab(tab));
            take(window, u"live-"_s + tabs.at(tab) + suffix);
        }
        details->setCurrentTab(DetailPane::SessionDescription);
        window.resize(1024, 640);
        take(window, u"small"_s + suffix);
        window.resize(1440, 900);

        window.feed()->setPaused(true);
        take(window, u"paused"_s + suffix);
        window.feed()->setPaused(false);

        // Without a listener the client keeps trying, and the reason is the upstream's.
        ConnectRequest refused;
        refused.client.address = QUrl(u"ws://127.0.0.1:%1"_s.arg(closedPort()));
        refused.client.name = u"gamma"_s;
        window.connectTo(refused);
        auto *connections = window.findChild<ConnectionView *>();
        const auto failed = [&window] {
            for (const ConnectionRow &row : window.feed()->connections()) {
                if (row.closed && row.closed->category == RelayCore::CloseCategory::Refused)
                    return row.id;
            }
            return RelayCore::ConnectionId(0);
        };
        QTRY_VERIFY_WITH_TIMEOUT(failed() != 0, timeout);
        QTRY_VERIFY_WITH_TIMEOUT(window.feed()->sources().last().state == RelayCore::SourceState::Backoff, timeout);
        table->selectMessage(0);
        connections->selectConnection(failed());
        take(window, u"refused"_s + suffix);
        connections->clearSelection();
        QVERIFY(window.saveCapture(capture));

        // A proxy that cannot listen is reported in the window.
        QTcpServer occupied;
        QVERIFY(occupied.listen(QHostAddress::LocalHost));
        ProxyRequest proxy;
        proxy.listen.port = occupied.serverPort();
        proxy.upstream = QUrl(u"ws://127.0.0.1:8700"_s);
        window.startProxy(proxy);
        QTRY_VERIFY_WITH_TIMEOUT(!window.messageBar()->text().isEmpty(), timeout);
        take(window, u"problem"_s + suffix);

        ConnectDialog dialog(&window);
        dialog.setRecentAddresses({u"wss://relay.example.org"_s, u"ws://127.0.0.1:8700"_s});
        dialog.show();
        take(dialog, u"connect"_s + suffix);
        dialog.setAddress(u"https://relay.example.org"_s);
        dialog.findChild<QLineEdit *>(u"uuid"_s)->setText(u"not-a-uuid"_s);
        dialog.findChild<QLineEdit *>(u"tokenFile"_s)->setText(u"/nowhere/token"_s);
        dialog.accept();
        take(dialog, u"connect-problems"_s + suffix);
        dialog.reject();
        window.closeWithoutAsking();
    }

    {
        MainWindow window;
        window.resize(1440, 900);
        window.show();
        LaunchOptions open = plain(scheme);
        open.open = capture;
        window.launch(open);
        auto *table = window.findChild<MessageTable *>();
        QTRY_VERIFY_WITH_TIMEOUT(answeredOffer(*table) != 0, timeout);
        table->selectMessage(answeredOffer(*table));
        window.findChild<DetailPane *>()->setCurrentTab(DetailPane::SessionDescription);
        take(window, u"opened"_s + suffix);
        window.closeWithoutAsking();
    }
}

void Screenshots::writeHostileCapture(const QString &path)
{
    auto created = CaptureWriter::create(path);
    auto &writer = std::get<std::unique_ptr<CaptureWriter>>(created);
    writer->observe({1, 0, 1,
                     RelayCore::SourceStarted{RelayCore::SourceKind::Proxy, u"Proxy"_s, u"ws://127.0.0.1:9700"_s,
                                              u"wss://relay.example.org"_s}});
    const QStringList names{QString(200, u'W'),
                            u"two\nlines\tand a tab"_s,
                            u"\u202egnp.exe\u2066"_s,
                            u"\u4e2d\u6587\u540d\u5b57"_s,
                            u"<b>bold</b> & \"quoted\""_s,
                            u"\U0001F600\U0001F680"_s};
    const QUuid peer = QUuid::createUuid();
    qint64 time = 1'700'000'000'000'000'000;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto connection = RelayCore::ConnectionId(i + 1);
        const QUuid uuid = QUuid::createUuid();
        writer->observe({1, connection, time,
                         RelayCore::ConnectionOpened{u"127.0.0.1:5000%1"_s.arg(i), u"wss://relay.example.org"_s}});
        const auto send = [&](const RelayCore::RelayMessage &message, RelayCore::Direction direction) {
            RelayCore::WireMessage wire;
            wire.direction = direction;
            wire.payload = RelayCore::encode(message);
            wire.wireBytes = wire.payload.size() + 8;
            writer->observe({1, connection, time += 1'234'567, wire});
        };
        send(RelayCore::RelayRegistration{names.at(i), uuid}, RelayCore::Direction::Sent);
        RelayCore::PeerConnection offer{
            uuid, names.at(i), peer, RelayCore::DescriptionType::Offer, u"v=0\r\na=x:"_s + QString(3000, u'x'), {}};
        send(offer, RelayCore::Direction::Sent);
        offer.error = u"Cannot forward the message to %1 because this peer is not registered"_s.arg(peer.toString());
        send(offer, RelayCore::Direction::Received);
    }
    writer->finish();
}

void Screenshots::sizes()
{
    failOnOtherWarnings();
    QFETCH(Theme::Scheme, scheme);
    const QString suffix = scheme == Theme::Scheme::Dark ? u"-dark"_s : u"-light"_s;
    const QString capture = m_files.filePath(u"hostile"_s + suffix + u".relaycap"_s);
    writeHostileCapture(capture);
    const QList<QSize> sizes = windowSizes();
    MainWindow window;
    window.show();
    LaunchOptions demo = plain(scheme);
    demo.demo = true;
    demo.demoPort = 0;
    window.launch(demo);
    auto *table = window.findChild<MessageTable *>();
    auto *details = window.findChild<DetailPane *>();
    QTRY_VERIFY_WITH_TIMEOUT(answeredOffer(*table) != 0 && table->model()->rowCount() >= 14, timeout);
    table->selectMessage(answeredOffer(*table));
    details->setCurrentTab(DetailPane::SessionDescription);
    const auto takeAll = [&](const QString &name) {
        for (const QSize &size : sizes) {
            window.resize(size);
            take(window, u"%1-%2x%3%4"_s.arg(name).arg(size.width()).arg(size.height()).arg(suffix));
        }
    };
    takeAll(u"demo"_s);
    LaunchOptions open = plain(scheme);
    open.open = capture;
    window.launch(open);
    QTRY_COMPARE_WITH_TIMEOUT(window.feed()->indexedCount(), 18U, timeout);
    window.findChild<ConnectionView *>()->selectConnection(1);
    details->setCurrentTab(DetailPane::Decoded);
    table->selectMessage(2);
    takeAll(u"hostile"_s);
    window.closeWithoutAsking();
}

void Screenshots::sourceDialogs()
{
    failOnOtherWarnings();
    QFETCH(Theme::Scheme, scheme);
    const QString suffix = scheme == Theme::Scheme::Dark ? u"-dark"_s : u"-light"_s;
    MainWindow window;
    window.show();
    window.launch(plain(scheme));
    for (const QSize &size : {QSize(800, 500), QSize(1024, 640), QSize(1440, 900)}) {
        window.resize(size);
        take(window, u"welcome-%1x%2%3"_s.arg(size.width()).arg(size.height()).arg(suffix));
    }
    {
        RunDialog dialog(&window);
        dialog.setCommand(u"python3 endpoint.py --name \"lab bench\""_s);
        dialog.show();
        take(dialog, u"run"_s + suffix);
        dialog.setCommand(u"python3 \"endpoint.py"_s);
        dialog.findChild<QLineEdit *>(u"directory"_s)->setText(u"/nowhere"_s);
        dialog.accept();
        take(dialog, u"run-problems"_s + suffix);
    }
    {
        ForwardProxyDialog dialog(&window);
        dialog.findChild<QLineEdit *>(u"bundle"_s)->setText(u"/home/alpha/relay-inspector-authority.pem"_s);
        dialog.show();
        take(dialog, u"forward-proxy"_s + suffix);
    }
    {
        TapDialog none(&window, [] { return QList<RelayCore::TapAddress>(); });
        none.show();
        take(none, u"attach-none"_s + suffix);
        none.hide();
        TapDialog dialog(&window, [] {
            return QList<RelayCore::TapAddress>{{4711, u"instrument"_s, {}, 1'780'000'000'000'000'000},
                                                {4720, u"analysis"_s, {}, 1'780'000'060'000'000'000}};
        });
        dialog.show();
        take(dialog, u"attach"_s + suffix);
    }
    window.closeWithoutAsking();
}

void Screenshots::realEndpoint()
{
    const QString recorded = qEnvironmentVariable("RELAY_ENDPOINT_CAPTURE");
    if (recorded.isEmpty())
        QSKIP("RELAY_ENDPOINT_CAPTURE names no capture of a real endpoint: see scripts/screenshots.");
    const QString capture = m_files.filePath(u"talk.relaycap"_s);
    QVERIFY(QFile::exists(capture) || QFile::copy(recorded, capture));
    failOnOtherWarnings();
    QFETCH(Theme::Scheme, scheme);
    const QString suffix = scheme == Theme::Scheme::Dark ? u"-dark"_s : u"-light"_s;
    MainWindow window;
    window.resize(1440, 900);
    window.show();
    LaunchOptions open = plain(scheme);
    open.open = capture;
    window.launch(open);
    auto *table = window.findChild<MessageTable *>();
    QTRY_VERIFY_WITH_TIMEOUT(answeredOffer(*table) != 0, timeout);
    table->selectMessage(answeredOffer(*table));
    auto *details = window.findChild<DetailPane *>();
    details->setCurrentTab(DetailPane::SessionDescription);
    take(window, u"endpoint"_s + suffix);
    details->setCurrentTab(DetailPane::Handshake);
    take(window, u"endpoint-handshake"_s + suffix);
    window.closeWithoutAsking();
}

void Screenshots::relayClients()
{
    failOnOtherWarnings();
    QFETCH(Theme::Scheme, scheme);
    const QString suffix = scheme == Theme::Scheme::Dark ? u"-dark"_s : u"-light"_s;
    MainWindow window;
    window.resize(1440, 900);
    window.show();
    window.launch(plain(scheme));
    window.startLocalRelay(false, 0);
    auto *pane = window.findChild<RelayClientPane *>();
    QTRY_VERIFY_WITH_TIMEOUT(pane->isVisible(), timeout);
    take(window, u"clients-empty"_s + suffix);
    window.resize(1024, 640);
    take(window, u"clients-empty-small"_s + suffix);
    window.resize(1440, 900);

    const QUrl relay(pane->findChild<QLabel *>(u"relayAddress"_s)->text());
    std::vector<std::unique_ptr<RelayCore::RelayClient>> clients;
    const auto add = [&](const QString &name, const QUuid &uuid) {
        RelayCore::RelayClientOptions options;
        options.address = relay;
        options.name = name;
        options.uuid = uuid;
        clients.push_back(std::make_unique<RelayCore::RelayClient>(options));
        clients.back()->connectToRelay();
    };
    const QStringList names{u"alpha"_s, u"beta"_s, u"lab-bench-7.physics.example.org"_s, u"two\nlines"_s};
    for (const QString &name : names)
        add(name, QUuid::createUuid());
    QAbstractItemModel *model = pane->table()->model();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 4, timeout);
    take(window, u"clients-few"_s + suffix);

    // One leaves in order, one is replaced by another with its UUID, and the others stay.
    const QUuid taken = clients.at(1)->uuid();
    clients.at(0)->close();
    add(u"beta on another machine"_s, taken);
    QSignalSpy failed(clients.at(1).get(), &RelayCore::RelayClient::failed);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, timeout);
    const auto departed = [model] {
        int count = 0;
        for (int row = 0; row < model->rowCount(); ++row)
            count += model->index(row, 0).data(RelayClientModel::RegisteredRole).toBool() ? 0 : 1;
        return count;
    };
    QTRY_COMPARE_WITH_TIMEOUT(departed(), 1, timeout);
    QTRY_VERIFY_WITH_TIMEOUT(window.feed()->connections().size() >= 5, timeout);
    pane->table()->selectRow(0);
    take(window, u"clients-departed"_s + suffix);
    window.resize(1024, 640);
    take(window, u"clients-small"_s + suffix);
    window.resize(1440, 900);

    for (int i = 0; i < 60; ++i)
        add(u"worker-%1"_s.arg(i), QUuid::createUuid());
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 64, timeout);
    for (std::size_t i = 20; i < 40; ++i)
        clients.at(i)->close();
    QTRY_COMPARE_WITH_TIMEOUT(departed(), 21, timeout);
    pane->table()->clearSelection();
    pane->table()->sortByColumn(RelayClientModel::Name, Qt::DescendingOrder);
    take(window, u"clients-many"_s + suffix);
    pane->table()->scrollToBottom();
    take(window, u"clients-many-departed"_s + suffix);
    window.stopRecording();
    take(window, u"clients-stopped"_s + suffix);
    clients.clear();
    window.closeWithoutAsking();
}

int main(int argc, char *argv[])
{
    return runScreenshotTest<Screenshots>(argc, argv);
}

#include "screenshots.moc"
