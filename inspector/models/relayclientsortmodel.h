// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QSortFilterProxyModel>

namespace Inspector {

/// A RelayClientModel, sorted. Who is registered comes before who has left, in either direction.
class RelayClientSortModel final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit RelayClientSortModel(QObject *parent = nullptr);

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
};

} // namespace Inspector
