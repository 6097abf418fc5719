// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

class QObject;
class QString;

#include <functional>

namespace Inspector {

class CaptureWriter;

/// Calls \a say in the thread of \a context, with a sentence for people, when the database that \a writer writes into
/// goes away and when it is back.
void watchStore(const CaptureWriter &writer, QObject &context, const std::function<void(const QString &)> &say);

/// Ends \a writer, and reports what the database has not taken and what was not recorded.
void finishCapture(CaptureWriter &writer, const std::function<void(const QString &)> &say);

/// Ends \a writer and removes its file: what it was made for did not begin. A capture in a database stays.
void discardCapture(CaptureWriter &writer);

} // namespace Inspector
