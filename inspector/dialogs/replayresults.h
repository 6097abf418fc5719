// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/replay/replaydifference.h"

#include <QtWidgets/QTreeWidget>

namespace Inspector {

/// The differences of a replay: each with its fields below it, the captured value beside the received one.
class ReplayResults final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ReplayResults(QWidget *parent = nullptr);

    void add(const ReplayDifference &difference);

Q_SIGNALS:
    /// Emitted when a difference of a message of the capture was activated.
    void messageChosen(quint32 id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace Inspector
