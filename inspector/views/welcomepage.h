// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
QT_END_NAMESPACE

namespace Inspector {

/// The first page, while there is no capture: one card for each way to get traffic.
class WelcomePage final : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

Q_SIGNALS:
    void connectRequested();
    void runRequested();
    void proxyRequested();
    void forwardProxyRequested();
    void attachRequested();
    void demoRequested();
    void openRequested();
    void sampleRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Places the cards in as many columns as have room.
    void placeCards();

    using Signal = void (WelcomePage::*)();
    QWidget *card(const QString &name, const QString &title, const QString &text, const QString &command,
                  const QString &button, Signal signal);

    QGridLayout *m_grid = nullptr;
    QList<QWidget *> m_cards;
    int m_columns = 0;
};

} // namespace Inspector
