// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QAbstractItemModel>

#include <memory>

namespace Inspector {

/// The decoded payload of a message, for PayloadModel. Immutable.
struct PayloadTree;

/// Decodes \a message. \param payload  its payload, redacted where secrets are hidden. \par Threads  any.
[[nodiscard]] std::shared_ptr<const PayloadTree> payloadTree(const MessageRow &message, const QByteArray &payload);

/// The Decoded tab: the JSON of a message as a tree; texts of several lines have their lines as children.
///
/// What is not JSON becomes one row with an error and its place.
class PayloadModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Key, Value, Type, ColumnCount };
    Q_ENUM(Column)

    enum Role {
        FullValueRole = Qt::UserRole + 1, ///< The value unshortened.
        IsErrorRole,
    };
    Q_ENUM(Role)

    explicit PayloadModel(QObject *parent = nullptr);
    ~PayloadModel() override;

    /// \param redact  hides the values of ice-pwd and ice-ufrag.
    void setMessage(const MessageRow &message, bool redact);
    /// Null shows nothing.
    void setTree(std::shared_ptr<const PayloadTree> tree);
    void clear() { setTree(nullptr); }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const PayloadTree> m_tree; ///< Never null.
};

} // namespace Inspector
