// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/composedialog.h"
#include "inspector/dialogs/composehistory.h"
#include "inspector/views/emptytext.h"
#include "relaycore/protocol/codec.h"
#include "tests/views/guitest.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QUuid alpha{0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1};
constexpr QUuid beta{0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2};

} // namespace

/// The composer: its fields, its warnings before something is sent, its history.
class tst_ComposeDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_dialog.reset(); }

    void nothingIsSentWithoutAClient();
    void anOfferIsFilledInAndSent();
    void namesOfPeersAreSafe();
    void fieldsAreAligned();
    void aTemplateBecomesText();
    void aRefusalIsShownBeforeSending();
    void fieldsShowTheirProblems();
    void outcomesAreShown();
    void theHistoryIsEditedAgain();
    void sendingAgainKeepsTheBytes();
    void editedSendersStay();
    void theHistoryIsBounded();

private:
    template<typename Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    void chooseForm(const QString &text) const { find<QComboBox>(u"form"_s)->setCurrentText(text); }
    void send() const { QTest::mouseClick(find<QPushButton>(u"send"_s), Qt::LeftButton); }
    void setClients(bool isRegistered = true) const
    {
        m_dialog->setClients({{7, u"alpha → ws://relay"_s, u"alpha"_s, alpha, isRegistered}});
    }
    [[nodiscard]] QString outcome(int row) const
    {
        return find<ComposeHistory>(u"composeHistory"_s)->item(row, 4)->text();
    }

    std::unique_ptr<ComposeDialog> m_dialog;
};

void tst_ComposeDialog::init()
{
    failOnOtherWarnings();
    m_dialog = std::make_unique<ComposeDialog>();
    m_dialog->show();
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void tst_ComposeDialog::nothingIsSentWithoutAClient()
{
    QVERIFY(!find<QPushButton>(u"send"_s)->isEnabled());
    QVERIFY(find<QLabel>(u"clientProblem"_s)->text().contains(u"Connect first"_s));
    setClients(false);
    chooseForm(u"Registration"_s);
    QVERIFY(!find<QPushButton>(u"send"_s)->isEnabled());
    QVERIFY(find<QLabel>(u"clientProblem"_s)->text().contains(u"not registered"_s));
    setClients(true);
    QVERIFY(find<QPushButton>(u"send"_s)->isEnabled());
    QVERIFY(!find<QLabel>(u"clientProblem"_s)->isVisible());
}

void tst_ComposeDialog::anOfferIsFilledInAndSent()
{
    setClients();
    m_dialog->setPeers({{beta, u"beta"_s}});
    QSignalSpy requests(m_dialog.get(), &ComposeDialog::sendRequested);
    QVERIFY(!find<QPushButton>(u"send"_s)->isEnabled());
    find<QComboBox>(u"peer"_s)->setCurrentIndex(0);
    find<QPlainTextEdit>(u"description"_s)->setPlainText(u"v=0\ns=-\n"_s);
    QVERIFY(!find<QLabel>(u"refusal"_s)->isVisible());
    QVERIFY(find<QPushButton>(u"send"_s)->isEnabled());
    find<QPlainTextEdit>(u"description"_s)->setFocus();
    QTest::keyClick(find<QPlainTextEdit>(u"description"_s), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.at(0).at(0).toUInt(), 7U);
    const DecodeResult sent = decode(requests.at(0).at(2).toByteArray());
    const PeerConnection expected{alpha, u"alpha"_s, beta, DescriptionType::Offer, u"v=0\r\ns=-\r\n"_s, {}};
    QCOMPARE(std::get<PeerConnection>(std::get<RelayMessage>(sent)), expected);
    QCOMPARE(requests.at(0).at(3).toBool(), false);
}

void tst_ComposeDialog::namesOfPeersAreSafe()
{
    setClients();
    m_dialog->setPeers({{beta, u"be\nta\u202e"_s}, {alpha, QString(500, u'W')}});
    auto *peer = find<QComboBox>(u"peer"_s);
    const QString uuid = beta.toString(QUuid::WithoutBraces);
    QCOMPARE(peer->itemText(0), uuid + u"  be\\nta\\u202e"_s);
    QVERIFY2(peer->itemText(1).size() < 110, qPrintable(peer->itemText(1)));
    peer->setCurrentIndex(0);
    QSignalSpy requests(m_dialog.get(), &ComposeDialog::sendRequested);
    send();
    const DecodeResult sent = decode(requests.at(0).at(2).toByteArray());
    QCOMPARE(std::get<PeerConnection>(std::get<RelayMessage>(sent)).peerUuid, beta);
}

void tst_ComposeDialog::fieldsAreAligned()
{
    setClients();
    const auto left = [this](const QString &name) { return find<QWidget>(name)->mapTo(m_dialog.get(), QPoint()).x(); };
    for (const QString &form : {u"Offer"_s, u"Text as it is"_s}) {
        chooseForm(form);
        QCoreApplication::processEvents();
        QCOMPARE(left(u"client"_s), left(u"form"_s));
    }
}

void tst_ComposeDialog::aTemplateBecomesText()
{
    setClients();
    chooseForm(u"Registration"_s);
    chooseForm(u"Text as it is"_s);
    const QString text = find<QPlainTextEdit>(u"text"_s)->toPlainText();
    QCOMPARE(text.toUtf8(), encode(RelayRegistration{u"alpha"_s, alpha}));
    chooseForm(u"Binary"_s);
    QCOMPARE(find<QPlainTextEdit>(u"text"_s)->toPlainText().left(5), u"7b 22"_s);
    chooseForm(u"Text as it is"_s);
    QCOMPARE(find<QPlainTextEdit>(u"text"_s)->toPlainText(), text);
}

void tst_ComposeDialog::aRefusalIsShownBeforeSending()
{
    setClients();
    chooseForm(u"Text as it is"_s);
    find<QPlainTextEdit>(u"text"_s)->setPlainText(u"hello"_s);
    QVERIFY(find<QLabel>(u"refusal"_s)->isVisible());
    QVERIFY2(find<QLabel>(u"refusal"_s)->text().contains(u"4000"_s), qPrintable(find<QLabel>(u"refusal"_s)->text()));
    // It can be sent all the same: to see what the relay does.
    QSignalSpy requests(m_dialog.get(), &ComposeDialog::sendRequested);
    send();
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.at(0).at(2).toByteArray(), "hello"_ba);
    chooseForm(u"Binary"_s);
    QVERIFY(find<QLabel>(u"refusal"_s)->text().contains(u"text only"_s));
    send();
    QCOMPARE(requests.at(1).at(3).toBool(), true);
}

void tst_ComposeDialog::fieldsShowTheirProblems()
{
    setClients();
    find<QComboBox>(u"peer"_s)->setEditText(u"not a UUID"_s);
    QVERIFY(find<QLabel>(u"peerProblem"_s)->isVisible());
    QVERIFY(!find<QPushButton>(u"send"_s)->isEnabled());
    find<QComboBox>(u"peer"_s)->setEditText(beta.toString(QUuid::WithoutBraces));
    QVERIFY(!find<QLabel>(u"peerProblem"_s)->isVisible());
    QVERIFY(find<QPushButton>(u"send"_s)->isEnabled());
    find<QLineEdit>(u"senderUuid"_s)->setText(u"12"_s);
    QVERIFY(find<QLabel>(u"uuidProblem"_s)->isVisible());
    QVERIFY(!find<QPushButton>(u"send"_s)->isEnabled());
}

void tst_ComposeDialog::outcomesAreShown()
{
    using Kind = ComposeOutcome::Kind;
    setClients();
    chooseForm(u"Registration"_s);
    QSignalSpy requests(m_dialog.get(), &ComposeDialog::sendRequested);
    const auto *const empty = find<EmptyText>(u"emptyText"_s);
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->title(), u"Nothing sent yet"_s);
    send();
    QVERIFY(!empty->isVisible());
    send();
    QCOMPARE(requests.size(), 2);
    const quint64 first = requests.at(0).at(1).toULongLong();
    const quint64 second = requests.at(1).at(1).toULongLong();
    QVERIFY(first != second);
    m_dialog->showOutcome({first, Kind::Sent, {}});
    QCOMPARE(outcome(1), u"sent"_s);
    m_dialog->showOutcome({first, Kind::Returned, u"unknown\u202e peer"_s});
    QCOMPARE(outcome(1), u"↩ returned: unknown\\u202e peer"_s);
    m_dialog->showOutcome({second, Kind::NotSent, u"gone"_s});
    QCOMPARE(outcome(0), u"✕ not sent: gone"_s);
    m_dialog->showOutcome({second, Kind::Closed, u"4000"_s});
    QCOMPARE(outcome(0), u"✕ the connection ended: 4000"_s);
    m_dialog->showOutcome({99, Kind::Sent, {}}); // Of another window.
}

void tst_ComposeDialog::theHistoryIsEditedAgain()
{
    setClients();
    chooseForm(u"Text as it is"_s);
    find<QPlainTextEdit>(u"text"_s)->setPlainText(u"first"_s);
    send();
    find<QPlainTextEdit>(u"text"_s)->setPlainText(u"second"_s);
    auto *history = find<ComposeHistory>(u"composeHistory"_s);
    Q_EMIT history->itemActivated(history->item(0, 0));
    QCOMPARE(find<QPlainTextEdit>(u"text"_s)->toPlainText(), u"first"_s);
}

void tst_ComposeDialog::sendingAgainKeepsTheBytes()
{
    setClients();
    QSignalSpy requests(m_dialog.get(), &ComposeDialog::sendRequested);
    const QByteArray payload = R"( {"message_type" : "relay_registration", "uuid": "x"} )";
    m_dialog->sendAgain(payload, false, 7);
    QCOMPARE(requests.at(0).at(2).toByteArray(), payload);
    // Line ends and an inner object of a description stay when it is edited.
    for (const QString &description : {u"v=0\ns=-\n"_s, u"v=0\r\ns=-\r\n"_s, u"{\"sdp\": \"v=0\\r\\n\"}"_s}) {
        const QByteArray offer =
            encode(PeerConnection{alpha, u"alpha"_s, beta, DescriptionType::Offer, description, {}});
        m_dialog->edit(offer, false, 7);
        send();
        QCOMPARE(requests.constLast().at(2).toByteArray(), offer);
    }
}

void tst_ComposeDialog::editedSendersStay()
{
    setClients();
    QCOMPARE(find<QLineEdit>(u"senderName"_s)->text(), u"alpha"_s);
    find<QLineEdit>(u"senderName"_s)->setText(u"mine"_s);
    m_dialog->setClients({{8, u"beta"_s, u"beta"_s, beta, true}});
    QCOMPARE(find<QLineEdit>(u"senderName"_s)->text(), u"mine"_s);
    QCOMPARE(find<QLineEdit>(u"senderUuid"_s)->text(), beta.toString(QUuid::WithoutBraces));
}

void tst_ComposeDialog::theHistoryIsBounded()
{
    setClients();
    for (int i = 0; i < ComposeHistory::maxMessages + 5; ++i)
        m_dialog->sendAgain(QByteArray::number(i), false, 7);
    QCOMPARE(find<ComposeHistory>(u"composeHistory"_s)->rowCount(), ComposeHistory::maxMessages);
}

int main(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    tst_ComposeDialog test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_composedialog.moc"
