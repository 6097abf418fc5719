// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/networkcheck.h"
#include "inspector/theme/theme.h"
#include "inspector/views/networkcheckdialog.h"
#include "relaycore/server/relayserver.h"
#include "tests/views/guitest.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QUdpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTextBrowser>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int timeout = 30'000;

/// Answers Binding requests with the address that it sees. \par Source RFC 8489 sections 5 and 14.2.
class StunServerOnLoopback : public QUdpSocket
{
public:
    StunServerOnLoopback()
    {
        bind(QHostAddress::LocalHost);
        connect(this, &QUdpSocket::readyRead, this, [this] {
            while (hasPendingDatagrams()) {
                QByteArray request(20, '\0');
                QHostAddress sender;
                quint16 port = 0;
                if (readDatagram(request.data(), request.size(), &sender, &port) < 20)
                    continue;
                const quint16 mapped = port ^ 0x2112;
                const quint32 address = sender.toIPv4Address() ^ 0x2112A442;
                QByteArray response =
                    QByteArray::fromHex("0101000c") + request.mid(4, 16) + QByteArray::fromHex("002000080001");
                for (const int shift : {8, 0})
                    response += char(mapped >> shift);
                for (const int shift : {24, 16, 8, 0})
                    response += char(address >> shift);
                writeDatagram(response, sender, port);
            }
        });
    }
};

} // namespace

/// "Check this network…": the real steps against a relay and a STUN server of this process.
class tst_NetworkCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aRelayAndAStunServer();
    void aRelayThatIsNotThere();
    void onlyStun();
    void mistakesAreShownBelowTheirField();
    void theButtonStopsTheCheck();
    void optionsAreExplained();

private:
    void enter(const QString &relay, const QString &stun);
    [[nodiscard]] QString text() const { return m_dialog->text(); }
    [[nodiscard]] QString problem(const QString &name) const
    {
        const auto *label = m_dialog->findChild<QLabel *>(name);
        return label->isHidden() ? QString() : label->text();
    }
    [[nodiscard]] int stepsBeginningWith(const QString &word) const
    {
        const QStringList lines = text().split(u'\n');
        return int(std::count_if(lines.cbegin(), lines.cend(),
                                 [&word](const QString &line) { return line.startsWith(word + u' '); }));
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<NetworkCheckDialog> m_dialog;
    std::unique_ptr<NetworkCheck> m_check;
};

void tst_NetworkCheck::init()
{
    failOnOtherWarnings();
    m_theme = std::make_unique<Theme>();
    m_dialog = std::make_unique<NetworkCheckDialog>(m_theme.get());
    m_check = std::make_unique<NetworkCheck>(m_dialog.get());
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void tst_NetworkCheck::cleanup()
{
    m_check.reset();
    m_dialog.reset();
    m_theme.reset();
}

void tst_NetworkCheck::optionsAreExplained()
{
    const auto results = [this] { return m_dialog->findChild<QTextBrowser *>()->toPlainText(); };
    CheckRow row;
    row.title = u"TLS"_s;
    row.advice = u"Give the certificate -- of its authority."_s;
    m_dialog->showRows({row}, {});
    QVERIFY(!results().contains(u"relayctl check"_s));
    row.advice = u"Give the certificate of its authority with --ca-file PEM."_s;
    m_dialog->showRows({row}, {});
    QVERIFY(results().contains(u"relayctl check"_s));
}

void tst_NetworkCheck::enter(const QString &relay, const QString &stun)
{
    m_dialog->findChild<QComboBox *>()->setCurrentText(relay);
    m_dialog->findChild<QLineEdit *>(u"stunServers"_s)->setText(stun);
    m_dialog->accept();
}

void tst_NetworkCheck::aRelayAndAStunServer()
{
    RelayCore::RelayServer relay;
    QVERIFY(relay.listen(QHostAddress::LocalHost, 0));
    StunServerOnLoopback stun;
    QSignalSpy finished(m_check.get(), &NetworkCheck::finished);
    enter(u"ws://127.0.0.1:%1"_s.arg(relay.serverPort()), u"127.0.0.1:%1"_s.arg(stun.localPort()));
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, timeout);
    QCOMPARE(stepsBeginningWith(u"failed"_s), 0);
    QVERIFY2(text().contains(u"registration"_s) && text().contains(u"round trip"_s), qPrintable(text()));
    QVERIFY2(text().contains(u"STUN"_s), qPrintable(text()));
    // As it arrived: the steps of the relay, then STUN, then the result.
    QVERIFY(text().indexOf(u"round trip"_s) < text().indexOf(u"STUN"_s));
    QVERIFY2(m_dialog->findChild<QTextBrowser *>(u"results"_s)->toPlainText().contains(u"registration"_s),
             qPrintable(text()));
    QTest::mouseClick(m_dialog->findChild<QPushButton *>(u"copyResults"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), text());
}

void tst_NetworkCheck::aRelayThatIsNotThere()
{
    QTcpServer reserved;
    QVERIFY(reserved.listen(QHostAddress::LocalHost));
    const quint16 port = reserved.serverPort();
    reserved.close();
    QSignalSpy finished(m_check.get(), &NetworkCheck::finished);
    enter(u"ws://127.0.0.1:%1"_s.arg(port), {});
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, timeout);
    QCOMPARE(stepsBeginningWith(u"failed"_s), 1);
    QVERIFY2(text().endsWith(u"It fails at: TCP.\n"_s), qPrintable(text()));
    // It can be tried once more.
    RelayCore::RelayServer relay;
    QVERIFY(relay.listen(QHostAddress::LocalHost, 0));
    enter(u"ws://127.0.0.1:%1"_s.arg(relay.serverPort()), {});
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, timeout);
    QCOMPARE(stepsBeginningWith(u"failed"_s), 0);
}

void tst_NetworkCheck::onlyStun()
{
    StunServerOnLoopback stun;
    QSignalSpy finished(m_check.get(), &NetworkCheck::finished);
    enter({}, u"127.0.0.1:%1"_s.arg(stun.localPort()));
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, timeout);
    QVERIFY2(text().contains(u"127.0.0.1"_s), qPrintable(text()));
    QVERIFY(!text().contains(u"registration"_s));
}

void tst_NetworkCheck::mistakesAreShownBelowTheirField()
{
    enter({}, {});
    QVERIFY(!problem(u"addressProblem"_s).isEmpty());
    enter(u"https://relay.example.org"_s, {});
    QVERIFY(!problem(u"addressProblem"_s).isEmpty());
    enter(u"ws://127.0.0.1:1"_s, u"stun.example.org:no-port"_s);
    QCOMPARE(problem(u"addressProblem"_s), QString());
    QCOMPARE(problem(u"stunProblem"_s), u"✕ stun.example.org:no-port is not HOST or HOST:PORT."_s);
    m_dialog->findChild<QLineEdit *>(u"tokenFile"_s)->setText(u"/nowhere/token"_s);
    enter(u"ws://127.0.0.1:1"_s, {});
    QVERIFY(problem(u"tokenProblem"_s).contains(u"/nowhere/token"_s));
    QCOMPARE(text(), u"\n"_s);
}

void tst_NetworkCheck::theButtonStopsTheCheck()
{
    QUdpSocket silent; // Takes requests and does not answer.
    QVERIFY(silent.bind(QHostAddress::LocalHost));
    QSignalSpy finished(m_check.get(), &NetworkCheck::finished);
    enter({}, u"127.0.0.1:%1"_s.arg(silent.localPort()));
    QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingDatagrams(), timeout);
    m_dialog->accept();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, timeout);
}

int main(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    tst_NetworkCheck test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_networkcheck.moc"
