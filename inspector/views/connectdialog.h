// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/connectrequest.h"

#include <QtCore/QStringList>
#include <QtWidgets/QDialog>

#include <functional>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace Inspector {

/// Asks for a relay to connect to as a client. What is wrong is said below the field it concerns; the dialog stays
/// open until everything can work.
class ConnectDialog final : public QDialog
{
    Q_OBJECT

public:
    /// How the relay's certificate is checked.
    enum class Certificates : quint8 { System, AuthorityFile, AcceptAny };

    explicit ConnectDialog(QWidget *parent = nullptr);

    /// Returns what to fill in for an address that was used before.
    using DefaultsFor = std::function<ConnectDefaults(const QString &address)>;

    /// Newest first. Headers and tokens are never offered again; \a defaults fills fields that were not edited.
    void setRecentAddresses(const QStringList &addresses, DefaultsFor defaults = {});
    void setAddress(const QString &address);
    [[nodiscard]] ConnectRequest request() const;

    void accept() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] bool validate();
    void revalidate();
    void updateCertificateFields();
    QString chooseFile(const QString &title);
    void fillDefaults();

    QComboBox *m_address = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_uuid = nullptr;
    QLineEdit *m_tokenFile = nullptr;
    QPlainTextEdit *m_headers = nullptr;
    QComboBox *m_certificates = nullptr;
    QWidget *m_authorityRow = nullptr;
    QLineEdit *m_authorityFile = nullptr;
    QCheckBox *m_reconnect = nullptr;
    QLabel *m_addressProblem = nullptr;
    QLabel *m_uuidProblem = nullptr;
    QLabel *m_tokenProblem = nullptr;
    QLabel *m_headersProblem = nullptr;
    QLabel *m_certificateProblem = nullptr;
    QStringList m_recent;
    DefaultsFor m_defaultsFor;
    ConnectDefaults m_filled; ///< What fillDefaults() has written: a field that holds something else was edited.
    bool m_tried = false;     ///< Problems are shown from the first attempt on, then kept up to date.
};

} // namespace Inspector
