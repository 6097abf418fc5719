// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

/// How values are written everywhere in the window.
namespace Inspector {

/// A name and a value, as the Timing, Handshake and SDP tabs show them.
struct Fact
{
    QString name;
    QString value;
    QString token;   ///< A colour token where the value has a meaning ("error"), otherwise empty.
    QString toolTip; ///< The whole value where it was shortened.

    bool operator==(const Fact &) const = default;
};

struct PropertySection
{
    QString title;
    QList<Fact> facts;

    bool operator==(const PropertySection &) const = default;
};

/// The word of a chip: "register", "response", "offer", "answer", "error", "ping", "pong", "close", "binary", "other".
[[nodiscard]] QString kindText(MessageKind kind, RelayCore::Opcode opcode);
/// The colour token of a kind: "registration", "response", "offer", "answer", "error", "control" or "muted".
[[nodiscard]] QString kindToken(MessageKind kind);
/// Grouped digits: "18,337".
[[nodiscard]] QString numberText(qint64 number);
/// "14.2 MB", "104 B".
[[nodiscard]] QString bytesText(qint64 bytes);
enum class TimeDigits { Seconds, Milliseconds, Microseconds };
/// Returns the local time of day: "14:02:11", "14:02:11.004" or "14:02:11.004 218".
[[nodiscard]] QString timeText(qint64 timeNs, TimeDigits digits = TimeDigits::Microseconds);
/// "0.6 ms", "36.2 ms", "1.6 s", "2 min 3 s".
[[nodiscard]] QString durationText(qint64 ns);
/// Returns the first eight digits: "3f2a91c4".
[[nodiscard]] QString shortUuid(const QUuid &uuid);
[[nodiscard]] QString fullUuid(const QUuid &uuid);
/// closeCodeName(), translated: "going away"; empty for a code that has no name.
[[nodiscard]] QString closeName(quint16 code);
/// Returns \a text, of any origin, as one line: line breaks, control and direction characters are escaped ("\\n",
/// "\\u202e").
[[nodiscard]] QString singleLine(const QString &text);
/// \a lines for a tooltip, which would take some of them for HTML.
[[nodiscard]] QString plainToolTip(const QStringList &lines);
/// \a text shortened in the middle to at most \a characters.
[[nodiscard]] QString elided(const QString &text, qsizetype characters);

} // namespace Inspector
