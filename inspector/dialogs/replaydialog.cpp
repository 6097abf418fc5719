// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/replaydialog.h"

#include "inspector/dialogs/replayresults.h"
#include "inspector/models/formatting.h"
#include "inspector/replay/replay.h"
#include "inspector/views/dialogparts.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using Timing = ReplayOptions::Timing;

ReplayDialog::ReplayDialog(QString capture, QWidget *parent)
    : QDialog(parent)
    , m_capture(std::move(capture))
{
    qRegisterMetaType<ReplayDifference>();
    qRegisterMetaType<ReplaySummary>();
    setObjectName(u"replayDialog"_s);
    setWindowTitle(tr("Replay"));
    resize(780, 640);
    m_thread.setObjectName(u"replay"_s);

    m_address = makeAddressField(this);
    m_address->setObjectName(u"replayAddress"_s);
    m_address->setAccessibleName(tr("Relay to replay to"));
    m_addressProblem = makeProblemLabel(u"replayAddressProblem"_s, this);
    m_tokenFile = new QLineEdit;
    m_tokenFile->setObjectName(u"replayTokenFile"_s);
    m_tokenFile->setPlaceholderText(tr("none"));
    m_tokenProblem = makeProblemLabel(u"replayTokenProblem"_s, this);
    m_timing = new QComboBox;
    m_timing->setObjectName(u"timing"_s);
    m_timing->addItem(tr("In lockstep"), int(Timing::Lockstep));
    m_timing->addItem(tr("With the pauses of the capture"), int(Timing::Original));
    m_timing->addItem(tr("Without pauses"), int(Timing::Fast));
    m_speed = new QDoubleSpinBox;
    m_speed->setObjectName(u"speed"_s);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setRange(0.1, 1000);
    m_speed->setValue(1);
    m_speed->setPrefix(tr("× ", "before a factor"));
    m_timingHint = makeHintLabel({}, this);
    m_keepUuids = new QCheckBox(tr("Register under the &UUIDs of the capture"));
    m_keepUuids->setObjectName(u"keepUuids"_s);
    m_keepUuids->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_results = new ReplayResults;
    m_summary = new QLabel;
    m_summary->setObjectName(u"replaySummary"_s);
    m_summary->setWordWrap(true);
    m_progress = new QProgressBar;
    m_progress->setObjectName(u"replayProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, 100);
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    m_progress->hide();

    auto *timing = new QWidget;
    auto *timingLayout = new QHBoxLayout(timing);
    timingLayout->setContentsMargins(0, 0, 0, 0);
    timingLayout->addWidget(m_timing, 1);
    timingLayout->addWidget(m_speed);
    QFormLayout *form = makeForm();
    addFormRow(form, tr("&Relay"), stackedWidgets({m_address, m_addressProblem}, this), m_address);
    addFormRow(form, tr("&Token file"), stackedWidgets({m_tokenFile, m_tokenProblem}, this), m_tokenFile);
    addFormRow(form, tr("T&iming"), stackedWidgets({timing, m_timingHint}, this), m_timing);
    form->addRow(QString(), stackedWidgets({m_keepUuids, makeHintLabel(tr("A relay disconnects a client that runs "
                                                                          "with the same UUID (4004)."),
                                                                       this)},
                                           this));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    m_start = buttons->addButton(tr("Replay"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(u"startReplay"_s);
    m_start->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(makeHeading(tr("Replay"),
                                  tr("Every client of the capture connects to the relay and sends the same again. What "
                                     "comes back otherwise than in the capture is shown below."),
                                  this));
    layout->addLayout(form);
    layout->addWidget(m_results, 1);
    layout->addWidget(m_summary);
    layout->addWidget(m_progress);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &ReplayDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ReplayDialog::reject);
    connect(m_timing, &QComboBox::currentIndexChanged, this, &ReplayDialog::updateTiming);
    connect(m_results, &ReplayResults::messageChosen, this, &ReplayDialog::messageChosen);
    updateTiming();
    m_address->setFocus();
}

ReplayDialog::~ReplayDialog()
{
    end();
}

void ReplayDialog::setRecentAddresses(const QStringList &addresses)
{
    setAddresses(m_address, addresses);
}

QUrl ReplayDialog::address() const
{
    return addressIn(m_address);
}

void ReplayDialog::updateTiming()
{
    const auto timing = Timing(m_timing->currentData().toInt());
    m_speed->setVisible(timing == Timing::Original);
    switch (timing) {
    case Timing::Lockstep:
        m_timingHint->setText(tr("Each message is sent once all clients have received what they had received then."));
        return;
    case Timing::Original:
        m_timingHint->setText(tr("The pauses are divided by the factor."));
        return;
    case Timing::Fast:
        m_timingHint->setText(tr("Only openings and registrations are waited for."));
        return;
    }
    Q_UNREACHABLE();
}

std::optional<ReplayOptions> ReplayDialog::options()
{
    const bool isAddress = showFieldProblem(m_addressProblem, addressProblem(m_address));
    const QString tokenFile = m_tokenFile->text();
    const bool isToken =
        showFieldProblem(m_tokenProblem, tokenFile.isEmpty() ? QString() : readableFileProblem(tokenFile));
    if (!isAddress || !isToken) {
        (isAddress ? static_cast<QWidget *>(m_tokenFile) : m_address)->setFocus();
        return std::nullopt;
    }
    ConnectRequest request;
    request.client.address = address();
    request.tokenFile = tokenFile;
    const auto target = channelTarget(request);
    if (const auto *problem = std::get_if<QString>(&target)) {
        (void)showFieldProblem(m_tokenProblem, *problem);
        return std::nullopt;
    }
    ReplayOptions options;
    options.target = std::get<ChannelTarget>(target);
    options.timing = Timing(m_timing->currentData().toInt());
    options.speed = m_speed->value();
    options.keepUuids = m_keepUuids->isChecked();
    return options;
}

void ReplayDialog::accept()
{
    if (m_replay) {
        m_replay->cancel();
        return;
    }
    if (const auto given = options())
        start(*given);
}

void ReplayDialog::start(const ReplayOptions &options)
{
    m_results->begin();
    m_summary->clear();
    m_progress->setValue(0);
    m_progress->show();
    setFieldsEnabled(false);
    m_start->setText(tr("Stop"));
    m_replay = new Replay(m_capture, options);
    m_replay->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_replay, &QObject::deleteLater);
    const auto show = [this](const QString &format, quint64 done, quint64 total) {
        m_progress->setFormat(format);
        m_progress->setValue(int(100 * double(done) / double(std::max<quint64>(total, 1))));
    };
    connect(m_replay, &Replay::reading, this,
            [show](quint64 done, quint64 total) { show(tr("Reading the capture: %p%"), done, total); });
    connect(m_replay, &Replay::moved, this, [show](quint64 done, quint64 total) { show(u"%p%"_s, done, total); });
    connect(m_replay, &Replay::differed, m_results, &ReplayResults::add);
    connect(m_replay, &Replay::finished, this, &ReplayDialog::onFinished);
    m_thread.start();
    QMetaObject::invokeMethod(m_replay, &Replay::start);
    Q_EMIT started(options.target.address);
}

void ReplayDialog::onFinished(const ReplaySummary &summary)
{
    end();
    m_results->end(summary);
    m_progress->hide();
    setFieldsEnabled(true);
    m_start->setText(tr("Replay"));
    m_summary->setProperty("textRole", summary.problem.isEmpty() ? QString() : u"error"_s);
    m_summary->setText(summaryText(summary));
    Q_EMIT finished(summary);
}

void ReplayDialog::end()
{
    if (!m_replay)
        return;
    m_replay->disconnect(this);
    m_replay->disconnect(m_results);
    m_replay->cancel();
    m_replay = nullptr;
    m_thread.quit();
    m_thread.wait();
}

void ReplayDialog::setFieldsEnabled(bool enabled)
{
    for (QWidget *field :
         {static_cast<QWidget *>(m_address), static_cast<QWidget *>(m_tokenFile), static_cast<QWidget *>(m_timing),
          static_cast<QWidget *>(m_speed), static_cast<QWidget *>(m_keepUuids)})
        field->setEnabled(enabled);
}

QString ReplayDialog::summaryText(const ReplaySummary &summary)
{
    if (!summary.problem.isEmpty())
        return summary.problem;
    QString text;
    if (summary.isCanceled)
        text = tr("Stopped.") + u' ';
    else if (summary.isEqual())
        text = tr("✓ Everything came back as in the capture.") + u' ';
    else
        text = tr("%n differences.", nullptr, int(summary.differences)) + u' ';
    text += tr("%1 connections, %2 messages sent, %3 received.")
                .arg(numberText(summary.connections), numberText(qint64(summary.sent)),
                     numberText(qint64(summary.received)));
    if (summary.unsent > 0)
        text += u' ' + tr("%1 messages were not sent.").arg(numberText(qint64(summary.unsent)));
    return text;
}

void ReplayDialog::reject()
{
    end();
    QDialog::reject();
}

} // namespace Inspector
