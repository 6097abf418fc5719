// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QByteArray>

/// The parts of a HAR file, as JSON: see docs/formats.md. Commas and line ends between items are left to the writers.
namespace Inspector::HarEntry {

/// Appends what is in front of the entries, and what is behind them.
void beginFile(QByteArray &json);
void endFile(QByteArray &json);

/// Appends an entry up to the bracket in front of its messages.
void begin(QByteArray &json, const ConnectionRow &row);
void appendMessage(QByteArray &json, const MessageRow &row);
/// Appends what stands between the messages and the control frames, where there are any.
void beginControlFrames(QByteArray &json);
void appendControlFrame(QByteArray &json, const MessageRow &row);
/// Appends the rest of an entry. \param lastNs  the time of its newest message, or of its beginning.
void end(QByteArray &json, const ConnectionRow &row, qint64 lastNs);

} // namespace Inspector::HarEntry
