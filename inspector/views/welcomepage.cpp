// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/welcomepage.h"

#include "inspector/views/commandtext.h"

#include <QtWidgets/QFrame>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

// The cards keep a readable width on a wide screen.
constexpr int maxContentWidth = 1280;
constexpr int threeColumnsWidth = 1080;

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"welcomePage"_s);
    auto *content = new QWidget(this);
    content->setObjectName(u"welcomeContent"_s);

    auto *title = new QLabel(tr("See what your relay clients say"), content);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.7);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto *subtitle = new QLabel(
        tr("Connections, handshakes, offers and answers of ProxyStore relay clients, as they went over the wire."),
        content);
    subtitle->setProperty("textRole", u"muted"_s);
    subtitle->setWordWrap(true);

    m_grid = new QGridLayout;
    m_grid->setSpacing(14);
    m_cards = {
        card(u"demoCard"_s, tr("Try it"), tr("A local relay with two clients that exchange real offers and answers."),
             u"relay-inspector --demo"_s, tr("Start the demo"), &WelcomePage::demoRequested),
        card(u"runCard"_s, tr("Run a program"),
             tr("See what it and its relay send, TLS included, without a change of its configuration."),
             u"relayctl run --capture talk.relaycap -- python3 endpoint.py"_s, tr("Run a program…"),
             &WelcomePage::runRequested),
        card(u"connectCard"_s, tr("Connect as a client"),
             tr("Is the relay reachable, is the token accepted, does the other endpoint answer?"),
             u"relay-inspector wss://relay.example.org"_s, tr("Connect…"), &WelcomePage::connectRequested),
        card(u"proxyCard"_s, tr("Watch another client"),
             tr("Point it at the proxy instead of its relay. Any language; nothing is changed on the way."),
             u"relay-inspector --upstream wss://relay.example.org"_s, tr("Start a proxy…"),
             &WelcomePage::proxyRequested),
        card(u"forwardProxyCard"_s, tr("Forward proxy"),
             tr("For clients that are configured to use a proxy and keep the address of their relay."),
             u"relayctl proxy --forward --capture talk.relaycap"_s, tr("Forward proxy…"),
             &WelcomePage::forwardProxyRequested),
        card(u"attachCard"_s, tr("Attach to an application"),
             tr("Applications that embed RelayCore publish what their clients send and receive."),
             u"RELAYCORE_TAP=1 ./application"_s, tr("Attach…"), &WelcomePage::attachRequested),
        card(u"openCard"_s, tr("Open a capture"),
             tr("Look at traffic that was recorded here, by relayctl or on another machine."),
             u"relay-inspector --open file.relaycap"_s, tr("Open…"), &WelcomePage::openRequested),
        card(u"sampleCard"_s, tr("See an example"),
             tr("Endpoints that do not meet, each for another reason, and one pair that does."),
             u"relay-inspector --sample"_s, tr("Open the sample capture"), &WelcomePage::sampleRequested),
    };
    placeCards();

    auto *column = new QVBoxLayout;
    column->setSpacing(6);
    column->addStretch(2);
    column->addWidget(title);
    column->addWidget(subtitle);
    column->addSpacing(16);
    column->addLayout(m_grid);
    column->addStretch(3);

    auto *middle = new QHBoxLayout(content);
    middle->setContentsMargins(28, 20, 28, 20);
    middle->addStretch(1);
    middle->addLayout(column, 20);
    middle->addStretch(1);
    content->setMaximumWidth(maxContentWidth);

    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"welcomeScroll"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAlignment(Qt::AlignCenter);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

QWidget *WelcomePage::card(const QString &name, const QString &title, const QString &text, const QString &command,
                           const QString &button, Signal signal)
{
    auto *frame = new QFrame(this);
    frame->setObjectName(name);
    frame->setProperty("card", true);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(8);

    auto *titleLabel = new QLabel(title, frame);
    QFont bold = titleLabel->font();
    bold.setWeight(QFont::DemiBold);
    titleLabel->setFont(bold);
    auto *textLabel = new QLabel(text, frame);
    textLabel->setWordWrap(true);
    textLabel->setProperty("textRole", u"muted"_s);

    auto *commandText = new CommandText(frame);
    commandText->setText(command);

    auto *action = new QPushButton(button, frame);
    action->setAccessibleDescription(text);
    connect(action, &QPushButton::clicked, this, signal);

    // The first thing the keyboard reaches is what the card is for.
    setTabOrder(action, commandText->button());
    if (!focusProxy())
        setFocusProxy(action);

    layout->addWidget(titleLabel);
    layout->addWidget(textLabel);
    layout->addStretch(1);
    layout->addWidget(commandText);
    layout->addSpacing(2);
    layout->addWidget(action, 0, Qt::AlignLeft);
    return frame;
}

void WelcomePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeCards();
}

void WelcomePage::placeCards()
{
    const int columns = width() >= threeColumnsWidth ? 3 : 2;
    if (std::exchange(m_columns, columns) == columns)
        return;
    for (int i = 0; i < int(m_cards.size()); ++i)
        m_grid->addWidget(m_cards.at(i), i / columns, i % columns);
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

} // namespace Inspector
