// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QAbstractItemModel>
#include <QtCore/QList>
#include <QtCore/QString>

/// A text of a model, and where it is.
struct ModelText
{
    QString place; ///< "PayloadModel, row 2, column 1, role 3"
    int role = 0;
    QString text;
};

/// Returns every text that \a model gives for any index, header and role: strings, and what lists and maps hold of
/// them.
[[nodiscard]] QList<ModelText> textsOf(const QAbstractItemModel &model);
/// Appends the texts in \a value to \a texts.
void appendTexts(QList<ModelText> &texts, const QVariant &value, const QString &place, int role = 0);
