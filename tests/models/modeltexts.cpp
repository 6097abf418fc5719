// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/models/modeltexts.h"

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int lastRole = Qt::UserRole + 64;

void appendRows(QList<ModelText> &texts, const QAbstractItemModel &model, const QModelIndex &parent,
                const QString &where)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QString place = where + u", row %1"_s.arg(row);
        for (int column = 0; column < model.columnCount(parent); ++column) {
            for (int role = 0; role <= lastRole; ++role) {
                appendTexts(texts, model.index(row, column, parent).data(role),
                            place + u", column %1, role %2"_s.arg(column).arg(role), role);
            }
        }
        appendRows(texts, model, model.index(row, 0, parent), place);
    }
}

} // namespace

void appendTexts(QList<ModelText> &texts, const QVariant &value, const QString &place, int role)
{
    switch (value.typeId()) {
    case QMetaType::QString:
    case QMetaType::QByteArray:
        texts.append({place, role, value.toString()});
        return;
    case QMetaType::QStringList:
    case QMetaType::QVariantList: {
        const QVariantList list = value.toList();
        for (const QVariant &each : list)
            appendTexts(texts, each, place, role);
        return;
    }
    case QMetaType::QVariantMap: {
        const QVariantMap map = value.toMap();
        for (const QVariant &each : map)
            appendTexts(texts, each, place, role);
        return;
    }
    default:
        return;
    }
}

QList<ModelText> textsOf(const QAbstractItemModel &model)
{
    QList<ModelText> texts;
    const QString name = QString::fromLatin1(model.metaObject()->className());
    appendRows(texts, model, {}, name);
    for (int column = 0; column < model.columnCount(); ++column) {
        for (int role = 0; role <= lastRole; ++role)
            appendTexts(texts, model.headerData(column, Qt::Horizontal, role), name + u", header"_s, role);
    }
    return texts;
}
