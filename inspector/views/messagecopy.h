// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

QT_BEGIN_NAMESPACE
class QAbstractItemModel;
QT_END_NAMESPACE

namespace Inspector {

/// The most rows that are copied at once.
constexpr int maxCopiedRows = 10'000;

/// Returns rows of a MessageModel with a heading, separated by tabs, as a spreadsheet takes them.
/// \param columns  in the order in which they are shown.
[[nodiscard]] QString rowsAsText(const QAbstractItemModel &messages, const QList<int> &rows, const QList<int> &columns);
/// Returns rows of a MessageModel as a JSON array of objects; without payloads, so without secrets.
[[nodiscard]] QString rowsAsJson(const QAbstractItemModel &messages, const QList<int> &rows);

} // namespace Inspector
