// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/welcomepage.h"

#include <QtGui/QClipboard>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFrame>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

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

    auto *grid = new QGridLayout;
    grid->setSpacing(14);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->addWidget(card(u"demoCard"_s, tr("Try it"),
                         tr("A local relay with two clients that exchange real offers and answers."),
                         u"relay-inspector --demo"_s, tr("Start the demo"), &WelcomePage::demoRequested),
                    0, 0);
    grid->addWidget(card(u"connectCard"_s, tr("Connect as a client"),
                         tr("Is the relay reachable, is the token accepted, does the other endpoint answer?"),
                         u"relay-inspector wss://relay.example.org"_s, tr("Connect…"), &WelcomePage::connectRequested),
                    0, 1);
    grid->addWidget(card(u"proxyCard"_s, tr("Watch another client"),
                         tr("Point it at the proxy instead of its relay. Any language; nothing is changed on the way."),
                         u"relay-inspector --upstream wss://relay.example.org"_s, tr("Start a proxy…"),
                         &WelcomePage::proxyRequested),
                    1, 0);
    grid->addWidget(card(u"openCard"_s, tr("Open a capture"),
                         tr("Look at traffic that was recorded here, by relayctl or on another machine."),
                         u"relay-inspector --open file.relaycap"_s, tr("Open…"), &WelcomePage::openRequested),
                    1, 1);

    auto *column = new QVBoxLayout;
    column->setSpacing(6);
    column->addStretch(2);
    column->addWidget(title);
    column->addWidget(subtitle);
    column->addSpacing(16);
    column->addLayout(grid);
    column->addStretch(3);

    // The cards keep a readable width on a wide screen.
    auto *middle = new QHBoxLayout(content);
    middle->setContentsMargins(28, 20, 28, 20);
    middle->addStretch(1);
    middle->addLayout(column, 20);
    middle->addStretch(1);
    content->setMaximumWidth(960);

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

    auto *commandLabel = new QLabel(command, frame);
    commandLabel->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    commandLabel->setProperty("textRole", u"code"_s);
    commandLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    commandLabel->setWordWrap(true);
    auto *copy = new QToolButton(frame);
    copy->setText(tr("Copy"));
    copy->setAutoRaise(true);
    copy->setToolTip(tr("Copy the command"));
    copy->setAccessibleName(tr("Copy the command %1").arg(command));
    connect(copy, &QToolButton::clicked, this, [command] { QGuiApplication::clipboard()->setText(command); });
    auto *commandRow = new QHBoxLayout;
    commandRow->setSpacing(6);
    commandRow->addWidget(commandLabel, 1);
    commandRow->addWidget(copy, 0, Qt::AlignTop);

    auto *action = new QPushButton(button, frame);
    action->setAccessibleDescription(text);
    connect(action, &QPushButton::clicked, this, signal);

    // The first thing the keyboard reaches is what the card is for.
    setTabOrder(action, copy);
    if (!focusProxy())
        setFocusProxy(action);

    layout->addWidget(titleLabel);
    layout->addWidget(textLabel);
    layout->addStretch(1);
    layout->addLayout(commandRow);
    layout->addSpacing(2);
    layout->addWidget(action, 0, Qt::AlignLeft);
    return frame;
}

} // namespace Inspector
