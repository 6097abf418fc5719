// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/formatting.h"

#include <QtCore/QAbstractTableModel>

namespace Inspector {

/// Names and values under headings: TLS, connection, timing.
class PropertyModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, ColumnCount };
    Q_ENUM(Column)

    enum Role {
        SectionRole = Qt::UserRole + 1, ///< Title of the section a row belongs to.
        TokenRole,                      ///< Colour token of the value; may be empty.
        IsTitleRole,                    ///< The row is a section's title.
    };
    Q_ENUM(Role)

    explicit PropertyModel(QObject *parent = nullptr);

    void setSections(const QList<PropertySection> &sections);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        QString section;
        Fact fact;
        bool title = false;
    };
    QList<Row> m_rows;
};

/// Addresses, states and the end of a connection.
[[nodiscard]] PropertySection connectionFacts(const ConnectionRow &connection);
/// Returns what TLS negotiated, one section for each half of the connection; none without TLS.
[[nodiscard]] QList<PropertySection> tlsFacts(const ConnectionRow &connection);

} // namespace Inspector
