// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// A window with Qt Widgets: the client is a child of the window, which closes after the client has closed in order.
//   relay-widgets [ws://127.0.0.1:8700]
#include <QtGui/QCloseEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMainWindow>

#include <RelayCore/RelayClient>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using namespace std::chrono_literals;

class Window : public QMainWindow
{
public:
    explicit Window(const QUrl &relay)
        : m_label(new QLabel(this))
    {
        RelayClientOptions options(relay);
        options.name = u"relay-widgets"_s;
        m_client = new RelayClient(options, this);
        connect(m_client, &RelayClient::stateChanged, this, [this] { show(stateName(m_client->state())); });
        connect(m_client, &RelayClient::errorOccurred, this, [this](const RelayError &error) { show(error.text); });
        connect(m_client, &RelayClient::messageReceived, this, [this](const RelayMessage &message) {
            const auto *peer = std::get_if<PeerConnection>(&message);
            if (!peer)
                return;
            show(u"%1 of %2"_s.arg(descriptionTypeName(peer->descriptionType), peer->sourceName));
            if (peer->descriptionType == DescriptionType::Offer)
                m_client->send(PeerConnection(m_client->uuid(), m_client->name(), peer->sourceUuid,
                                              DescriptionType::Answer, u"v=0 (my answer)"_s));
        });
        setCentralWidget(m_label);
        resize(420, 160);
        m_client->connectToRelay();
    }

protected:
    void closeEvent(QCloseEvent *event) override
    {
        if (m_client->state() == RelayClient::State::Closed)
            return;
        event->ignore();
        m_client->close(1s).then(this, [this](const CloseResult &) { close(); });
    }

private:
    using QMainWindow::show;
    void show(const QString &text) { m_label->setText(text); }

    QLabel *m_label;
    RelayClient *m_client = nullptr;
};

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    Window window(QUrl(app.arguments().value(1, u"ws://127.0.0.1:8700"_s)));
    static_cast<QWidget &>(window).show();
    return app.exec();
}
