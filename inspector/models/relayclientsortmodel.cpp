// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/relayclientsortmodel.h"

#include "inspector/models/relayclientmodel.h"

namespace Inspector {

RelayClientSortModel::RelayClientSortModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(RelayClientModel::SortRole);
    setSortLocaleAware(true);
}

bool RelayClientSortModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool leftStays = left.data(RelayClientModel::RegisteredRole).toBool();
    const bool rightStays = right.data(RelayClientModel::RegisteredRole).toBool();
    if (leftStays != rightStays)
        return leftStays == (sortOrder() == Qt::AscendingOrder);
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace Inspector
