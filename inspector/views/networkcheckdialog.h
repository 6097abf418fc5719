// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTextBrowser;
QT_END_NAMESPACE

namespace Inspector {

class Theme;

/// A step of a check, as it is shown.
struct CheckRow
{
    QString token; ///< Colour of the glyph.
    QString glyph; ///< "✓", "!", "✕", "–", or "…" while the step goes on.
    QString title;
    QString duration;
    QString text;      ///< What was found.
    QStringList notes; ///< More of it.
    QString advice;    ///< What to do; empty where nothing is.
    QString outcome;   ///< The glyph in words, for copies.

    bool operator==(const CheckRow &) const = default;
};

/// Asks for a relay and STUN servers, and shows the steps of the check as they arrive. What runs the check is
/// connected to started() and stopped().
class NetworkCheckDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \param theme  outlives the dialog.
    explicit NetworkCheckDialog(const Theme *theme, QWidget *parent = nullptr);

    void setRecentAddresses(const QStringList &addresses);
    void setStunServers(const QString &servers);

    /// Returns the relay; empty where only STUN servers are asked.
    [[nodiscard]] QUrl address() const;
    [[nodiscard]] QString tokenFile() const;
    /// Returns what was entered, in parts.
    [[nodiscard]] QStringList stunServers() const;

    /// Shows a mistake in the addresses of STUN servers, or in the token file, below its field.
    void showStunProblem(const QString &problem);
    void showTokenProblem(const QString &problem);
    /// Shows \a rows and, below them, \a result, which is empty while the check goes on.
    void showRows(const QList<CheckRow> &rows, const QString &result);
    void setRunning(bool running);
    /// Returns what is shown as text, as "Copy" copies it.
    [[nodiscard]] QString text() const;

    void accept() override;
    void reject() override;

Q_SIGNALS:
    /// Emitted when the check is to begin; the fields are not empty.
    void started();
    /// Emitted when the check is to end: by the button, or because the dialog closes.
    void stopped();

private:
    void redraw();

    const Theme *m_theme;
    QComboBox *m_address;
    QLineEdit *m_tokenFile;
    QLineEdit *m_stun;
    QLabel *m_addressProblem;
    QLabel *m_tokenProblem;
    QLabel *m_stunProblem;
    QTextBrowser *m_results;
    QPushButton *m_copy;
    QPushButton *m_start = nullptr;
    QList<CheckRow> m_rows;
    QString m_result;
    bool m_running = false;
};

} // namespace Inspector
