// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/connectdialog.h"
#include "inspector/views/proxydialog.h"
#include "tests/views/guitest.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

class tst_ConnectDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnOtherWarnings(); }
    void mistakesStayInTheDialog_data();
    void mistakesStayInTheDialog();
    void aMistakeDisappearsOnceCorrected();
    void everythingIsAskedFor();
    void recentAddressesAreOffered();
    void whatWasTypedIsUsed_data();
    void whatWasTypedIsUsed();
    void proxyWantsARelay();
};

void tst_ConnectDialog::mistakesStayInTheDialog_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("uuid");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("headers");
    QTest::addColumn<QString>("label");
    const QString relay = u"ws://127.0.0.1:8700"_s;
    QTest::addRow("no address") << QString() << QString() << QString() << QString() << u"addressProblem"_s;
    QTest::addRow("an address of the web")
        << u"http://a"_s << QString() << QString() << QString() << u"addressProblem"_s;
    QTest::addRow("a password in the address")
        << u"ws://me:secret@a"_s << QString() << QString() << QString() << u"addressProblem"_s;
    QTest::addRow("a UUID that is none") << relay << u"12"_s << QString() << QString() << u"uuidProblem"_s;
    QTest::addRow("a token file that is not there")
        << relay << QString() << u"/nowhere/token"_s << QString() << u"tokenProblem"_s;
    QTest::addRow("a header without a colon") << relay << QString() << QString() << u"X"_s << u"headersProblem"_s;
}

void tst_ConnectDialog::mistakesStayInTheDialog()
{
    QFETCH(QString, address);
    QFETCH(QString, uuid);
    QFETCH(QString, token);
    QFETCH(QString, headers);
    QFETCH(QString, label);
    ConnectDialog dialog;
    dialog.show();
    dialog.setAddress(address);
    dialog.findChild<QLineEdit *>(u"uuid"_s)->setText(uuid);
    dialog.findChild<QLineEdit *>(u"tokenFile"_s)->setText(token);
    dialog.findChild<QPlainTextEdit *>(u"headers"_s)->setPlainText(headers);
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"connectButton"_s), Qt::LeftButton);
    QVERIFY(dialog.isVisible());
    for (const QString &name : {u"addressProblem"_s, u"uuidProblem"_s, u"tokenProblem"_s, u"headersProblem"_s})
        QCOMPARE(dialog.findChild<QLabel *>(name)->isVisible(), name == label);
}

void tst_ConnectDialog::aMistakeDisappearsOnceCorrected()
{
    ConnectDialog dialog;
    dialog.show();
    dialog.accept();
    QVERIFY(dialog.findChild<QLabel *>(u"addressProblem"_s)->isVisible());
    dialog.setAddress(u"ws://127.0.0.1:8700"_s);
    QVERIFY(!dialog.findChild<QLabel *>(u"addressProblem"_s)->isVisible());
    dialog.accept();
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

void tst_ConnectDialog::everythingIsAskedFor()
{
    ConnectDialog dialog;
    dialog.setAddress(u"wss://relay.example.org"_s);
    dialog.findChild<QLineEdit *>(u"name"_s)->setText(u"alpha"_s);
    dialog.findChild<QLineEdit *>(u"uuid"_s)->setText(u"3f2a91c4-0000-4000-8000-000000000001"_s);
    dialog.findChild<QPlainTextEdit *>(u"headers"_s)->setPlainText(u"X-Lab: 7"_s);
    auto *certificates = dialog.findChild<QComboBox *>(u"certificates"_s);
    certificates->setCurrentIndex(certificates->findData(int(ConnectDialog::Certificates::AcceptAny)));
    const ConnectRequest request = dialog.request();
    QCOMPARE(request.client.address, QUrl(u"wss://relay.example.org"_s));
    QCOMPARE(request.client.name, u"alpha"_s);
    QCOMPARE(request.client.uuid, QUuid(u"3f2a91c4-0000-4000-8000-000000000001"_s));
    QCOMPARE(request.client.headers.size(), 1);
    QCOMPARE(request.client.headers.first(), (RelayCore::HttpHeader{"X-Lab", "7"}));
    QVERIFY(!request.client.verifyCertificate);
    QVERIFY(request.tls == TlsFiles());
    QVERIFY(request.client.reconnect);
}

void tst_ConnectDialog::recentAddressesAreOffered()
{
    ConnectDialog dialog;
    dialog.setRecentAddresses({u"wss://a"_s, u"ws://b"_s});
    auto *address = dialog.findChild<QComboBox *>(u"address"_s);
    QCOMPARE(address->count(), 2);
    QCOMPARE(address->currentText(), u"wss://a"_s);
    QVERIFY(dialog.findChild<QComboBox *>(u"certificates"_s)->isEnabled());
    address->setCurrentIndex(1);
    QVERIFY(!dialog.findChild<QComboBox *>(u"certificates"_s)->isEnabled());
}

void tst_ConnectDialog::whatWasTypedIsUsed_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addRow("the beginning of a recent address") << u"ws://h:8790"_s;
    QTest::addRow("a recent address with capital letters") << u"ws://h:8790/Chat?a=1"_s;
    QTest::addRow("another address") << u"ws://other:1"_s;
}

void tst_ConnectDialog::whatWasTypedIsUsed()
{
    QFETCH(QString, typed);
    ConnectDialog dialog;
    dialog.setRecentAddresses({u"ws://h:8790/chat?a=1"_s, u"ws://h:87901"_s});
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    auto *address = dialog.findChild<QComboBox *>(u"address"_s);
    address->lineEdit()->setFocus();
    address->lineEdit()->selectAll();
    QTest::keyClicks(address->lineEdit(), typed);
    QCOMPARE(address->lineEdit()->text(), typed);
    // The list of completions may be open: Return closes it, and the second one accepts the dialog.
    for (int i = 0; i < 2 && dialog.isVisible(); ++i) {
        QWidget *popup = QApplication::activePopupWidget();
        QTest::keyClick(popup ? popup : address->lineEdit(), Qt::Key_Return);
    }
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    QCOMPARE(dialog.request().client.address, QUrl(typed));
}

void tst_ConnectDialog::proxyWantsARelay()
{
    ProxyDialog dialog;
    dialog.show();
    dialog.accept();
    QVERIFY(dialog.isVisible());
    QVERIFY(dialog.findChild<QLabel *>(u"upstreamProblem"_s)->isVisible());
    dialog.setRecentAddresses({u"wss://relay.example.org"_s});
    dialog.accept();
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    QCOMPARE(dialog.request().upstream, QUrl(u"wss://relay.example.org"_s));
    QCOMPARE(dialog.request().listen.port, quint16(9700));
}

int main(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    tst_ConnectDialog test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_connectdialog.moc"
