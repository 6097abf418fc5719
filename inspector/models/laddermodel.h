// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/capturefeed.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QVariantList>

#include <memory>

namespace Inspector {

/// The conversation around a message as a sequence diagram: participants are columns, rows are arrows.
///
/// The relay is always a participant; an arrow goes between a client and the relay, because that is what is seen.
class LadderModel : public QAbstractListModel
{
    Q_OBJECT
    /// Every participant as {title, subtitle, toolTip}, left to right.
    Q_PROPERTY(QVariantList participants READ participants NOTIFY conversationChanged)
    /// Returns the heading: "alpha → beta". Empty where there is nothing to show.
    Q_PROPERTY(QString title READ title NOTIFY conversationChanged)
    Q_PROPERTY(int count READ arrowCount NOTIFY conversationChanged)
    Q_PROPERTY(quint32 currentMessage READ message NOTIFY conversationChanged)

public:
    enum Role {
        MessageIdRole = Qt::UserRole + 1, ///< "messageId"
        FromColumnRole,                   ///< "fromColumn"
        ToColumnRole,                     ///< "toColumn"
        LabelRole,                        ///< "label"
        KindRole,                         ///< "kind": a colour token
        TimeTextRole,                     ///< "timeText": since the first arrow
        IsErrorRole,                      ///< "isError"
        DashedRole,                       ///< "dashed"
        GapRole,                          ///< "gap": bool, time passed since the arrow above
        BracketRole,     ///< "bracket": how many rows down the exchange that begins here ends; 0 where none begins.
        BracketGapsRole, ///< "bracketGaps": how many of those rows have a gap above them
        BracketTextRole, ///< "bracketText": its round trip
        ToolTipRole,     ///< "toolTip"
        CurrentRole,     ///< "current": this is the selected message
    };
    Q_ENUM(Role)

    /// \param feed  outlives the model.
    explicit LadderModel(CaptureFeed *feed, QObject *parent = nullptr);
    ~LadderModel() override;

    /// 0 shows nothing.
    void setMessage(MessageId id);
    [[nodiscard]] MessageId message() const;

    [[nodiscard]] QVariantList participants() const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] int arrowCount() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void conversationChanged();

private:
    void rebuild();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
