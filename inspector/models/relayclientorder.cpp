// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/relayclientorder.h"

#include "inspector/models/relayclientmodel.h"

namespace Inspector {

RelayClientOrder::RelayClientOrder(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(RelayClientModel::SortRole);
    setSortLocaleAware(true);
}

bool RelayClientOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool leftStays = left.data(RelayClientModel::RegisteredRole).toBool();
    const bool rightStays = right.data(RelayClientModel::RegisteredRole).toBool();
    if (leftStays != rightStays)
        return leftStays == (sortOrder() == Qt::AscendingOrder);
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace Inspector
