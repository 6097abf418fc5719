// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
QT_END_NAMESPACE

namespace Inspector {

/// What a person sees before there is anything to see: one card per way to get traffic.
class WelcomePage final : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

Q_SIGNALS:
    void connectRequested();
    void proxyRequested();
    void demoRequested();
    void openRequested();

private:
    using Signal = void (WelcomePage::*)();
    QWidget *card(const QString &name, const QString &title, const QString &text, const QString &command,
                  const QString &button, Signal signal);
};

} // namespace Inspector
