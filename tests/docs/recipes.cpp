// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The recipes of docs/guide.md that need a window, between two lines "//! [name]".
#include "relaycore/testkit/scriptedrelay.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPushButton>

//! [window includes]
#include <QtGui/QCloseEvent>
#include <QtWidgets/QMainWindow>

#include <relaycore/client/relayclient.h>
//! [window includes]

//! [settings includes]
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <relaycore/client/relayaddress.h>
#include <relaycore/client/relayclient.h>
//! [settings includes]

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;

namespace {

class Window : public QMainWindow
{
public:
    explicit Window(const RelayClientOptions &options)
        : m_client(options)
    {
        m_client.connectToRelay();
    }
    [[nodiscard]] RelayClient::State state() const { return m_client.state(); }

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    RelayClient m_client;
};

//! [window]
void Window::closeEvent(QCloseEvent *event)
{
    if (m_client.state() == RelayClient::State::Closed)
        return;
    event->ignore();
    m_client.close().then(this, [this](const CloseResult &) { close(); });
}
//! [window]

//! [settings]
class SettingsDialog : public QDialog
{
public:
    explicit SettingsDialog(RelayClient *client, QWidget *parent = nullptr)
        : QDialog(parent)
        , m_client(client)
        , m_address(new QLineEdit(client->address().toString()))
        , m_problem(new QLabel)
    {
        auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
        connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::apply);
        connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
        auto *form = new QFormLayout(this);
        form->addRow(tr("Relay"), m_address);
        form->addRow(m_problem);
        form->addRow(buttons);
    }

private:
    void apply()
    {
        RelayClientOptions options = m_client->options();
        options.address = QUrl(m_address->text());
        if (const auto problem = addressProblem(options.address)) {
            m_problem->setText(problem->translatedText());
            return;
        }
        m_client->close().then(m_client, [client = m_client, options](const CloseResult &) {
            client->setOptions(options); // The client is Closed now.
            client->connectToRelay();
        });
        accept();
    }

    RelayClient *m_client;
    QLineEdit *m_address;
    QLabel *m_problem;
};
//! [settings]

} // namespace

class tst_Recipes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWindowClosesAfterItsClient()
    {
        TestKit::ScriptedRelay relay;
        Window window{RelayClientOptions(relay.address())};
        window.show();
        QTRY_COMPARE(window.state(), RelayClient::State::Ready);
        QVERIFY(!window.close());
        QTRY_VERIFY(!window.isVisible());
        QCOMPARE(window.state(), RelayClient::State::Closed);
    }

    void aDialogChangesTheAddress()
    {
        TestKit::ScriptedRelay before;
        TestKit::ScriptedRelay after;
        RelayClient client{RelayClientOptions(before.address())};
        client.connectToRelay();
        QTRY_COMPARE(client.state(), RelayClient::State::Ready);
        SettingsDialog dialog(&client);
        auto *address = dialog.findChild<QLineEdit *>();
        auto *buttons = dialog.findChild<QDialogButtonBox *>();
        QCOMPARE(address->text(), before.address().toString());
        address->setText(u"relay.example.org"_s);
        buttons->button(QDialogButtonBox::Ok)->click();
        QCOMPARE(dialog.result(), int(QDialog::Rejected)); // it stays open
        QCOMPARE(client.state(), RelayClient::State::Ready);
        address->setText(after.address().toString());
        buttons->button(QDialogButtonBox::Ok)->click();
        QTRY_COMPARE(after.registrations().size(), 1);
        QTRY_COMPARE(client.state(), RelayClient::State::Ready);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QCOMPARE(client.address(), after.address());
        QCOMPARE(after.registrations().constFirst().uuid, before.registrations().constFirst().uuid);
    }
};

QTEST_MAIN(tst_Recipes)
#include "recipes.moc"
