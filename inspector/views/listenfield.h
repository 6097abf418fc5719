// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/addresses.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QSpinBox;
QT_END_NAMESPACE

namespace Inspector {

/// The address and port that a proxy listens on, with the line below them that describes an error.
class ListenField final : public QWidget
{
    Q_OBJECT

public:
    explicit ListenField(QWidget *parent = nullptr);

    /// Offers "any" as the lowest port: the value is 0 then.
    void allowAnyPort();
    [[nodiscard]] HostPort value() const;
    /// Shows what is wrong with the address; nothing where it can be used. \return whether it can.
    bool validate();
    /// Returns the field of the address, for labels and the keyboard focus.
    [[nodiscard]] QLineEdit *host() const { return m_host; }

Q_SIGNALS:
    /// Emitted when the address or the port was edited.
    void changed();

private:
    QLineEdit *m_host = nullptr;
    QSpinBox *m_port = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace Inspector
