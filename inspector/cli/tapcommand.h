// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/sourcecommand.h"
#include "inspector/cli/tapoptions.h"
#include "relaycore/tap/tapdirectory.h"

#include <QtCore/QTimer>

#include <variant>

namespace Inspector {

/// `relayctl tap`: lists the open taps, or attaches to one.
class TapCommand final : public SourceCommand
{
    Q_OBJECT

public:
    explicit TapCommand(TapOptions options, QObject *parent = nullptr);

    void start() override;

protected:
    void captureFailed(const QString &problem) override;

private:
    void list();
    /// Returns the tap that was asked for, or a sentence that says why there is none.
    [[nodiscard]] std::variant<RelayCore::TapAddress, QString> chosen() const;
    void attach(const RelayCore::TapAddress &tap);
    void fail(const QString &problem);

    TapOptions m_options;
    QTimer m_deadline;
};

} // namespace Inspector
