// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/replay/replaydifference.h"

#include <QtWidgets/QTreeWidget>

namespace Inspector {

class EmptyText;
struct ReplaySummary;

/// The differences of a replay: each with its fields below it, the captured value beside the received one.
class ReplayResults final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ReplayResults(QWidget *parent = nullptr);

    void add(const ReplayDifference &difference);
    /// Removes the differences of the replay before; one begins.
    void begin();
    /// States why there are no differences, where there are none.
    void end(const ReplaySummary &summary);

Q_SIGNALS:
    /// Emitted when a difference of a message of the capture was activated.
    void messageChosen(quint32 id);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    EmptyText *m_empty = nullptr;
};

} // namespace Inspector
