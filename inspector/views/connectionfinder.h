// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QModelIndex;
QT_END_NAMESPACE

namespace Inspector {

class ConnectionView;

/// The field above the connections: only those are shown whose name, UUID, address or state holds what is written in
/// it, and their sources. The selection stays, also where it is not shown, until Down or Return selects the first of
/// them.
class ConnectionFinder final : public QWidget
{
    Q_OBJECT

public:
    /// \param view  with its model; outlives the field.
    explicit ConnectionFinder(ConnectionView *view, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *field() const { return m_field; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Returns whether \a index or one of its attempts has the text.
    [[nodiscard]] bool matches(const QModelIndex &index) const;
    void apply();
    /// Returns the first shown row below \a parent that has the text.
    [[nodiscard]] QModelIndex firstMatch(const QModelIndex &parent) const;
    /// Gives the keyboard to the connections, and selects the first that has the text unless one of them is selected.
    void goToMatches();
    void updateNothing();

    ConnectionView *m_view;
    QLineEdit *m_field;
    QLabel *m_nothing;
    QString m_text; ///< Of the field, without white space around it.
};

} // namespace Inspector
