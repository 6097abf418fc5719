// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/command.h"
#include "inspector/cli/tapoptions.h"
#include "relaycore/tap/tapdirectory.h"
#include "relaycore/wire/wireobserver.h"

#include <QtCore/QTimer>

#include <memory>
#include <variant>

namespace Inspector {

class CaptureWriter;
class TapSource;

/// `relayctl tap`: lists the open taps, or attaches to one.
class TapCommand final : public Command
{
    Q_OBJECT

public:
    explicit TapCommand(TapOptions options, QObject *parent = nullptr);
    ~TapCommand() override;

    void start() override;
    void terminate() override;

private:
    void list();
    /// Returns the tap that was asked for, or a sentence that says why there is none.
    [[nodiscard]] std::variant<RelayCore::TapAddress, QString> chosen() const;
    [[nodiscard]] bool openCapture();
    void attach(const RelayCore::TapAddress &tap);
    void fail(const QString &problem);
    void leave(int exitCode);
    void finish();

    TapOptions m_options;
    QTimer m_deadline;
    std::unique_ptr<CaptureWriter> m_writer;
    std::unique_ptr<RelayCore::WireObserver> m_observer; ///< Outlives the source.
    std::unique_ptr<TapSource> m_source;
    int m_exitCode = 0;
    bool m_isAttached = false;
    bool m_leaving = false;
};

} // namespace Inspector
