// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/composedialog.h"
#include "inspector/dialogs/composehistory.h"
#include "inspector/views/messagebar.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/server/relayserver.h"
#include "tests/app/windowtest.h"

#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Messages that a person sends through a client of the inspector, at a relay in this process; and what is copied from
/// a message.
class tst_Compose : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void withoutAClientNothingIsSent();
    void aMessageIsSentAgain();
    void aMessageIsEditedAndSent();
    void aReturnedOfferIsReported();
    void aRefusedMessageIsReported();
    void messagesAreCopiedAsPrograms();

private:
    void connectClient()
    {
        ConnectRequest request;
        request.client.address = m_relay->url();
        request.client.name = u"inspector"_s;
        m_window->connectTo(request);
        QTRY_VERIFY_WITH_TIMEOUT(firstOf(MessageKind::Response) != 0, timeout);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->sources().constFirst().state == RelayCore::SourceState::Ready,
                                 timeout);
    }
    [[nodiscard]] ComposeDialog *dialog() const { return m_window->findChild<ComposeDialog *>(); }
    [[nodiscard]] MessageBar *bar() const { return m_window->findChild<MessageBar *>(u"messageBar"_s); }
    [[nodiscard]] QString outcome() const
    {
        const auto *history = dialog()->findChild<ComposeHistory *>();
        return history->rowCount() == 0 ? QString() : history->item(0, 4)->text();
    }
    void press(Qt::Key key) const { QTest::keyClick(table(), key); }
    /// Sends \a payload through the composer.
    void send(const QByteArray &payload)
    {
        table()->selectMessage(firstOf(MessageKind::Registration));
        press(Qt::Key_E);
        dialog()->edit(payload, false, 0);
        QTest::mouseClick(dialog()->findChild<QPushButton *>(u"send"_s), Qt::LeftButton);
    }

    std::unique_ptr<RelayCore::RelayServer> m_relay;
};

void tst_Compose::init()
{
    openWindow();
    RelayCore::RelayServerOptions options;
    options.port = 0;
    m_relay = std::make_unique<RelayCore::RelayServer>(options);
    QVERIFY(m_relay->listen());
}

void tst_Compose::cleanup()
{
    closeWindow();
    m_relay.reset();
}

void tst_Compose::withoutAClientNothingIsSent()
{
    startDemo();
    table()->setFocus();
    press(Qt::Key_R); // Nothing is selected.
    table()->selectMessage(firstOf(MessageKind::Registration));
    press(Qt::Key_R);
    QVERIFY2(bar()->text().contains(u"Connect first"_s), qPrintable(bar()->text()));
    press(Qt::Key_E);
    QTRY_VERIFY_WITH_TIMEOUT(dialog() && dialog()->isVisible(), timeout);
    QVERIFY(!dialog()->findChild<QPushButton *>(u"send"_s)->isEnabled());
}

void tst_Compose::aMessageIsSentAgain()
{
    connectClient();
    const quint32 before = m_window->feed()->count();
    table()->setFocus();
    table()->selectMessage(firstOf(MessageKind::Registration));
    press(Qt::Key_R);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"sent"_s, timeout);
    // The same bytes are on the wire once more, and the relay has answered.
    QTRY_VERIFY_WITH_TIMEOUT(m_window->feed()->count() >= before + 2, timeout);
    QCOMPARE(m_window->feed()->row(before + 1)->payload,
             m_window->feed()->row(firstOf(MessageKind::Registration))->payload);
    QVERIFY(!dialog()->isVisible());
    QCOMPARE(bar()->text(), QString());
}

void tst_Compose::aMessageIsEditedAndSent()
{
    connectClient();
    RelayCore::RelayClientOptions options(m_relay->url());
    RelayCore::RelayClient peer(options);
    QSignalSpy registered(&peer, &RelayCore::RelayClient::registered);
    QSignalSpy offers(&peer, &RelayCore::RelayClient::offerReceived);
    peer.connectToRelay();
    QVERIFY(registered.wait(timeout));
    const RelayCore::PeerConnection offer{
        QUuid::createUuid(), u"somebody"_s, peer.uuid(), RelayCore::DescriptionType::Offer, u"v=0\r\n"_s, {}};
    send(RelayCore::encode(offer));
    QTRY_COMPARE_WITH_TIMEOUT(offers.size(), 1, timeout);
    QCOMPARE(offers.at(0).at(0).value<RelayCore::PeerConnection>(), offer);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"sent"_s, timeout);
}

void tst_Compose::aReturnedOfferIsReported()
{
    connectClient();
    send(RelayCore::encode(RelayCore::PeerConnection{QUuid::createUuid(),
                                                     u"inspector"_s,
                                                     QUuid::createUuid(),
                                                     RelayCore::DescriptionType::Offer,
                                                     u"v=0\r\n"_s,
                                                     {}}));
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"↩ returned: Cannot forward"_s), timeout);
    // Without the composer it is said in the window.
    dialog()->close();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(firstOf(MessageKind::Offer) != 0, timeout);
    table()->setFocus();
    table()->selectMessage(firstOf(MessageKind::Offer));
    press(Qt::Key_R);
    QTRY_VERIFY_WITH_TIMEOUT(bar()->text().contains(u"The message came back: Cannot forward"_s), timeout);
}

void tst_Compose::aRefusedMessageIsReported()
{
    connectClient();
    send("no message");
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"✕ the connection ended"_s), timeout);
    QVERIFY2(outcome().contains(u"4000"_s) || outcome().contains(u"Unknown"_s), qPrintable(outcome()));
}

void tst_Compose::messagesAreCopiedAsPrograms()
{
    startDemo();
    table()->selectMessage(firstOf(MessageKind::Offer));
    QMenu menu;
    Q_EMIT table()->menuRequested(&menu);
    const QList<std::pair<QString, QString>> expected{{u"Copy as relayctl command"_s, u"relayctl connect"_s},
                                                      {u"Copy as Python program"_s, u"import websockets"_s},
                                                      {u"Copy as C++ program"_s, u"RelayCore::RelayClient client"_s}};
    for (int i = 0; i < expected.size(); ++i) {
        QAction *action = menu.actions().at(i);
        QCOMPARE(action->text().remove(u'&'), expected.at(i).first);
        QVERIFY(action->isEnabled());
        action->trigger();
        QVERIFY2(QGuiApplication::clipboard()->text().contains(expected.at(i).second),
                 qPrintable(QGuiApplication::clipboard()->text()));
    }
    table()->selectMessage(0);
    QMenu none;
    Q_EMIT table()->menuRequested(&none);
    QVERIFY(!none.actions().constFirst()->isEnabled());
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_Compose>(argc, argv);
}

#include "tst_compose.moc"
