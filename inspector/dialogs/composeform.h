// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/dialogs/composition.h"

#include <QtCore/QList>
#include <QtCore/QUuid>
#include <QtWidgets/QWidget>

#include <optional>
#include <utility>

QT_BEGIN_NAMESPACE
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace Inspector {

/// The fields of a message: those of its form, each with its problem below it.
class ComposeForm final : public QWidget
{
    Q_OBJECT

public:
    /// \param layout  from makeForm(), with the rows above those of the message; the form takes it.
    explicit ComposeForm(QFormLayout *layout, QWidget *parent = nullptr);

    [[nodiscard]] Composition composition() const;
    void setComposition(const Composition &composition);
    /// Sets the sender that new offers, answers and registrations have; fields that were edited stay.
    void setSender(const QString &name, const QUuid &uuid);
    /// Sets the peers that are offered, each with its name.
    void setPeers(const QList<std::pair<QUuid, QString>> &peers);

    /// Returns the payload, or nothing where a field cannot be used: then its problem is shown.
    [[nodiscard]] std::optional<QByteArray> payload() const { return m_payload; }
    [[nodiscard]] bool isBinary() const { return m_shown == Composition::Form::Binary; }

Q_SIGNALS:
    void changed();

private:
    void changeForm();
    void showRows();
    void validate();

    bool m_isSetting = false;
    QString m_lineEnd = QStringLiteral("\r\n"); ///< Of the description; that of SDP (RFC 8866 section 5).
    std::optional<QByteArray> m_payload;
    Composition::Form m_shown = Composition::Form::Offer; ///< Whose fields are shown.
    QString m_sender;                                     ///< Name that setSender() has set, while it is not edited.
    QString m_senderUuid;
    QComboBox *m_form = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_uuid = nullptr;
    QLabel *m_uuidProblem = nullptr;
    QComboBox *m_peer = nullptr;
    QLabel *m_peerProblem = nullptr;
    QPlainTextEdit *m_description = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QLabel *m_textProblem = nullptr;
    QFormLayout *m_layout = nullptr;
    QWidget *m_uuidField = nullptr;
    QWidget *m_peerField = nullptr;
    QWidget *m_textField = nullptr;
};

} // namespace Inspector
