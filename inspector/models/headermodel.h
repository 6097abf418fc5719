// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QAbstractTableModel>

namespace Inspector {

/// The header fields of one half of a handshake, in wire order. Secrets are always hidden.
class HeaderModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, ColumnCount };
    Q_ENUM(Column)

    explicit HeaderModel(QObject *parent = nullptr);

    /// \param startLine  request or status line; the first row, without a name, where not empty.
    void setHeaders(const QByteArray &startLine, const RelayCore::HeaderList &headers);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    QByteArray m_startLine;
    RelayCore::HeaderList m_headers;
};

} // namespace Inspector
