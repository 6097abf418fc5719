// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/dialogs/backgroundjob.h"
#include "inspector/formats/captureexport.h"
#include "inspector/formats/redactionpreview.h"

#include <QtWidgets/QDialog>

#include <functional>
#include <optional>
#include <variant>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
QT_END_NAMESPACE

namespace Inspector {

class RedactionView;

/// Exports a capture: format, redaction profile, and what that replaces before anything is written.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Asks for the name of the file, beginning with \a suggestion; empty: none was chosen.
    using AskName = std::function<QString(const QString &suggestion)>;

    /// \param capture  path of the capture. \param name  of the output, without suffix.
    ExportDialog(QString capture, QString name, QWidget *parent = nullptr);
    ~ExportDialog() override;

    void setAskName(AskName ask) { m_askName = std::move(ask); }
    void setFormat(FileFormat format);
    void setProfile(RedactionProfile profile);
    [[nodiscard]] FileFormat format() const;
    [[nodiscard]] RedactionProfile profile() const;
    /// Returns whether the preview of the chosen profile is shown.
    [[nodiscard]] bool hasPreview() const { return m_hasPreview; }
    /// Returns where the capture was exported to; empty before.
    [[nodiscard]] QString exportedPath() const { return m_exportedPath; }

Q_SIGNALS:
    /// Emitted when the preview of the chosen profile is shown.
    void previewShown();

public Q_SLOTS:
    /// Asks for a name and exports; closes the dialog when that is done.
    void accept() override;
    void reject() override;

private:
    [[nodiscard]] QString askName(const QString &suggestion);
    void updateHint();
    void makePreview();
    void onPreview();
    void write(const QString &path);
    void onWritten();
    void showProblem(const QString &text);

    QString m_capture;
    QString m_name;
    AskName m_askName;
    QComboBox *m_format = nullptr;
    QComboBox *m_profile = nullptr;
    QLabel *m_hint = nullptr;
    QLabel *m_problem = nullptr;
    RedactionView *m_preview = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_export = nullptr;
    QString m_path; ///< What is being written.
    QString m_exportedPath;
    bool m_hasPreview = false;
    // Written by the job, read when it has finished.
    std::optional<std::variant<RedactionPreview, FormatError>> m_previewResult;
    std::optional<std::variant<ExportSummary, FormatError>> m_exportResult;
    std::unique_ptr<BackgroundJob> m_job; ///< The last member: it writes to the others.
};

} // namespace Inspector
