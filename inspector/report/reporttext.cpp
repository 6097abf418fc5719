// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/report/reporttext.h"

#include "inspector/analysis/sdp.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QLocale>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

ReportText::ReportText(const CaptureIndex &index, bool redact)
    : m_redact(redact)
{
    if (!redact)
        return;
    for (const ConnectionRow &connection : index.connections()) {
        if (connection.request)
            m_redactor.addRequest(*connection.request);
    }
}

QString ReportText::html(const QString &text) const
{
    return RelayCore::displayText(m_redact ? m_redactor.redacted(text) : text).toHtmlEscaped();
}

QString ReportText::description(const QString &sdp) const
{
    const QString text = m_redact ? m_redactor.redacted(redactedSdp(sdp)) : sdp;
    QString shown = text;
    shown.replace(u"\r\n"_s, u"\n"_s);
    return RelayCore::displayText(shown, RelayCore::LineBreaks::Keep).toHtmlEscaped();
}

QString offsetText(qint64 timeNs, qint64 originNs)
{
    const double ms = double(timeNs - originNs) / 1e6;
    const QChar sign = ms < 0 ? u'−' : u'+';
    const double size = std::abs(ms);
    if (size >= 1'000)
        return sign + u"%1 s"_s.arg(QLocale().toString(size / 1'000, 'f', size < 10'000 ? 2 : 1));
    return sign + u"%1 ms"_s.arg(QLocale().toString(size, 'f', size < 10 ? 2 : 1));
}

QLatin1StringView severityName(Severity severity)
{
    switch (severity) {
    case Severity::Good:
        return "good"_L1;
    case Severity::Note:
        return "note"_L1;
    case Severity::Problem:
        return "problem"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace Inspector
