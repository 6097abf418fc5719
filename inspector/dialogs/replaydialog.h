// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/replay/replaydifference.h"
#include "inspector/replay/replayoptions.h"

#include <QtCore/QThread>
#include <QtWidgets/QDialog>

#include <optional>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
QT_END_NAMESPACE

namespace Inspector {

class Replay;
class ReplayResults;

/// Replays a capture to a relay, in a thread of its own, and shows what comes back differently.
class ReplayDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \param capture  path of the capture, which stays where it is while the dialog is open.
    explicit ReplayDialog(QString capture, QWidget *parent = nullptr);
    /// Cancels the replay, and waits for its end.
    ~ReplayDialog() override;

    void setRecentAddresses(const QStringList &addresses);
    /// Returns the address of the relay; empty if there is none.
    [[nodiscard]] QUrl address() const;
    [[nodiscard]] bool isRunning() const { return m_replay != nullptr; }

Q_SIGNALS:
    /// Emitted when a replay begins: its address is one to remember.
    void started(const QUrl &address);
    void messageChosen(quint32 id);
    /// Emitted when a replay has ended, with what the dialog shows of it.
    void finished(const Inspector::ReplaySummary &summary);

public Q_SLOTS:
    /// Starts the replay, or stops the one that runs.
    void accept() override;
    void reject() override;

private:
    void updateTiming();
    [[nodiscard]] std::optional<ReplayOptions> options();
    void start(const ReplayOptions &options);
    void onFinished(const ReplaySummary &summary);
    void end();
    void setFieldsEnabled(bool enabled);
    [[nodiscard]] static QString summaryText(const ReplaySummary &summary);

    QString m_capture;
    QThread m_thread;
    Replay *m_replay = nullptr; ///< Lives in m_thread.
    QComboBox *m_address = nullptr;
    QLabel *m_addressProblem = nullptr;
    QLineEdit *m_tokenFile = nullptr;
    QLabel *m_tokenProblem = nullptr;
    QComboBox *m_timing = nullptr;
    QDoubleSpinBox *m_speed = nullptr;
    QLabel *m_timingHint = nullptr;
    QCheckBox *m_keepUuids = nullptr;
    ReplayResults *m_results = nullptr;
    QLabel *m_summary = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_start = nullptr;
};

} // namespace Inspector
