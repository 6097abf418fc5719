// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/verdict.h"
#include "relaycore/wire/secretredactor.h"

#include <QtCore/QString>

namespace Inspector {

/// Prepares what peers wrote for a report: without secrets, safe to show, escaped for HTML.
class ReportText
{
public:
    /// \param redact  whether secrets are hidden. Credentials are learned from the upgrade requests in \a index.
    ReportText(const CaptureIndex &index, bool redact);

    [[nodiscard]] bool isRedacted() const { return m_redact; }
    /// Returns \a text as HTML, in one line.
    [[nodiscard]] QString html(const QString &text) const;
    /// Returns a session description as HTML, line by line.
    [[nodiscard]] QString description(const QString &sdp) const;

private:
    RelayCore::SecretRedactor m_redactor;
    bool m_redact;
};

/// Returns "+12.3 ms", "−3.4 s": the time from \a originNs.
[[nodiscard]] QString offsetText(qint64 timeNs, qint64 originNs);
/// Returns "problem", "note" or "good", as in `relayctl diagnose --json`.
[[nodiscard]] QLatin1StringView severityName(Severity severity);

} // namespace Inspector
