// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtGui/QKeySequence>
#include <QtWidgets/QDialog>

#include <utility>

namespace Inspector {

class Theme;

/// Lists the keys of the window and what they do.
class KeysDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \param theme  outlives the dialog.
    KeysDialog(const Theme *theme, const QList<std::pair<QKeySequence, QString>> &keys, QWidget *parent = nullptr);
};

} // namespace Inspector
