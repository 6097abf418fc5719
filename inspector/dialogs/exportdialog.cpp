// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/exportdialog.h"

#include "inspector/dialogs/redactionview.h"
#include "inspector/dialogs/savequestion.h"
#include "inspector/views/dialogparts.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

ExportDialog::ExportDialog(QString capture, QString name, QWidget *parent)
    : QDialog(parent)
    , m_capture(std::move(capture))
    , m_name(std::move(name))
    , m_job(std::make_unique<BackgroundJob>())
{
    setObjectName(u"exportDialog"_s);
    setWindowTitle(tr("Export"));
    resize(760, 620);

    m_format = new QComboBox;
    m_format->setObjectName(u"format"_s);
    m_format->addItem(tr("Capture (.relaycap)"), int(FileFormat::Capture));
    m_format->addItem(tr("NDJSON (.ndjson), without loss, for scripts"), int(FileFormat::Ndjson));
    m_format->addItem(tr("HAR (.har), for browsers and HTTP tools"), int(FileFormat::Har));
    m_format->addItem(tr("pcapng (.pcapng), for Wireshark"), int(FileFormat::Pcapng));
    m_profile = new QComboBox;
    m_profile->setObjectName(u"profile"_s);
    m_profile->addItem(tr("Nothing"), int(RedactionProfile::None));
    m_profile->addItem(tr("Secrets"), int(RedactionProfile::Secrets));
    m_profile->addItem(tr("Secrets, names, addresses, UUIDs"), int(RedactionProfile::Share));
    m_profile->setCurrentIndex(m_profile->findData(int(RedactionProfile::Secrets)));
    for (QComboBox *field : {m_format, m_profile})
        field->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_hint = makeHintLabel({}, this);
    m_hint->setObjectName(u"profileHint"_s);
    m_problem = makeProblemLabel(u"exportProblem"_s, this);
    m_preview = new RedactionView;
    m_progress = new QProgressBar;
    m_progress->setObjectName(u"exportProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    // Takes its place always, so that nothing moves.
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    m_progress->hide();

    QFormLayout *form = makeForm();
    addFormRow(form, tr("&Format"), m_format, m_format);
    addFormRow(form, tr("&Replace"), stackedWidgets({m_profile, m_hint}, this), m_profile);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_export = buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
    m_export->setObjectName(u"export"_s);
    m_export->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(makeHeading(tr("Export"),
                                  tr("Writes the whole capture. What is replaced is shown below before anything is "
                                     "written; afterwards the file is searched for it."),
                                  this));
    layout->addLayout(form);
    layout->addWidget(m_preview, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_progress);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    connect(m_profile, &QComboBox::currentIndexChanged, this, &ExportDialog::makePreview);
    connect(m_job.get(), &BackgroundJob::moved, this, [this](int percent) {
        m_progress->setRange(0, percent < 0 ? 0 : 100);
        m_progress->setValue(percent);
        m_progress->show();
    });
    connect(m_job.get(), &BackgroundJob::finished, this, [this] {
        m_progress->hide();
        if (m_exportResult)
            onWritten();
        else
            onPreview();
    });
    makePreview();
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::setFormat(FileFormat format)
{
    m_format->setCurrentIndex(m_format->findData(int(format)));
}

void ExportDialog::setProfile(RedactionProfile profile)
{
    m_profile->setCurrentIndex(m_profile->findData(int(profile)));
}

FileFormat ExportDialog::format() const
{
    return FileFormat(m_format->currentData().toInt());
}

RedactionProfile ExportDialog::profile() const
{
    return RedactionProfile(m_profile->currentData().toInt());
}

void ExportDialog::updateHint()
{
    switch (profile()) {
    case RedactionProfile::None:
        m_hint->setText(
            tr("For files that stay on this machine: passwords of ICE and whatever the messages hold stay."));
        return;
    case RedactionProfile::Secrets:
        m_hint->setText(tr("For colleagues: tokens and other credentials become ***, passwords of ICE other ones."));
        return;
    case RedactionProfile::Share:
        m_hint->setText(tr("For everyone else: names, addresses, UUIDs and fingerprints become pseudonyms, the same "
                           "one each time, so that offers still match their answers."));
        return;
    }
    Q_UNREACHABLE();
}

void ExportDialog::makePreview()
{
    updateHint();
    m_hasPreview = false;
    m_export->setEnabled(false);
    m_preview->showText(tr("Reading the capture…"));
    m_previewResult.reset();
    m_job->start([this, profile = profile()](const ConversionProgress &progress) {
        m_previewResult = previewRedaction(m_capture, profile, progress);
    });
}

void ExportDialog::onPreview()
{
    if (!m_previewResult)
        return;
    if (const auto *error = std::get_if<FormatError>(&*m_previewResult)) {
        m_preview->showText(error->text());
        return;
    }
    m_preview->showPreview(std::get<RedactionPreview>(*m_previewResult));
    m_hasPreview = true;
    m_export->setEnabled(true);
    Q_EMIT previewShown();
}

QString ExportDialog::askName(const QString &suggestion)
{
    if (m_askName)
        return m_askName(suggestion);
    return askForFile(this, tr("Export"), suggestion);
}

void ExportDialog::accept()
{
    if (m_job->isRunning() || !m_hasPreview)
        return;
    const QString path = askName(m_name + u'.' + formatName(format()));
    if (path.isEmpty())
        return;
    if (QFileInfo(path) == QFileInfo(m_capture)) {
        showProblem(tr("That is the capture on show: choose another name."));
        return;
    }
    write(path);
}

void ExportDialog::write(const QString &path)
{
    showProblem({});
    m_path = path;
    for (QWidget *field :
         {static_cast<QWidget *>(m_format), static_cast<QWidget *>(m_profile), static_cast<QWidget *>(m_export)})
        field->setEnabled(false);
    ExportOptions options;
    options.format = format();
    options.redaction = profile();
    options.overwrite = true; // The file dialog has asked.
    m_job->start([this, options, path](const ConversionProgress &progress) {
        m_exportResult = exportCapture(m_capture, path, options, progress);
    });
}

void ExportDialog::onWritten()
{
    const auto result = *std::exchange(m_exportResult, std::nullopt);
    for (QWidget *field :
         {static_cast<QWidget *>(m_format), static_cast<QWidget *>(m_profile), static_cast<QWidget *>(m_export)})
        field->setEnabled(true);
    if (const auto *error = std::get_if<FormatError>(&result)) {
        if (!error->isCanceled)
            showProblem(error->text());
        return;
    }
    m_exportedPath = m_path;
    QDialog::accept();
}

void ExportDialog::showProblem(const QString &text)
{
    (void)showFieldProblem(m_problem, text);
}

void ExportDialog::reject()
{
    // A second Cancel closes the dialog.
    if (m_job->isRunning() && !m_export->isEnabled() && m_hasPreview) {
        m_job->cancel();
        return;
    }
    QDialog::reject();
}

} // namespace Inspector
