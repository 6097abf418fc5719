// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QAbstractItemModel>
#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QAbstractItemView;
class QLabel;
QT_END_NAMESPACE

namespace Inspector {

/// A title and a hint in the middle of a list or table that has no rows: why it is empty and what fills it. The widget
/// is hidden while there are rows.
class EmptyText final : public QWidget
{
    Q_OBJECT

public:
    /// \param view  the parent. Its model is followed from now on; call followModel() where it gets another one.
    explicit EmptyText(QAbstractItemView *view);

    void setText(const QString &title, const QString &hint = {});
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString hint() const;

    /// Follows the present model of the view instead of the one before.
    void followModel();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();

    QAbstractItemView *m_view;
    QPointer<QAbstractItemModel> m_model;
    QLabel *m_title;
    QLabel *m_hint;
};

} // namespace Inspector
