// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/capturestatus.h"

#include "inspector/app/capturesession.h"
#include "inspector/models/formatting.h"
#include "inspector/views/elidedlabel.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtWidgets/QStatusBar>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

CaptureStatus::CaptureStatus(QStatusBar *bar, CaptureSession *session, std::function<int()> shownMessages)
    : QObject(bar)
    , m_session(session)
    , m_shownMessages(std::move(shownMessages))
    , m_counts(new ElidedLabel(Qt::ElideRight, bar))
    , m_place(new ElidedLabel(Qt::ElideMiddle, bar))
{
    m_counts->setObjectName(u"counts"_s);
    m_place->setObjectName(u"place"_s);
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    bar->setSizeGripEnabled(false);
    bar->addWidget(m_counts, 2);
    bar->addPermanentWidget(m_place, 1);

    m_noticeTimer.setSingleShot(true);
    m_noticeTimer.setInterval(4000);
    connect(&m_noticeTimer, &QTimer::timeout, this, [this] {
        m_notice.clear();
        update();
    });
    m_unrecordedTimer.setInterval(500);
    connect(&m_unrecordedTimer, &QTimer::timeout, this, &CaptureStatus::update);
    connect(session->feed(), &CaptureFeed::statisticsChanged, this, &CaptureStatus::update);
    connect(session, &CaptureSession::messagesToCopyChanged, this, &CaptureStatus::update);
    connect(session, &CaptureSession::changed, this, [this] {
        if (m_session->writeProblem().isEmpty())
            m_unrecordedTimer.stop();
        else
            m_unrecordedTimer.start();
        update();
    });
    connect(session, &CaptureSession::saved, this,
            [this](const QString &path) { showNotice(tr("Saved as %1").arg(QDir::toNativeSeparators(path))); });
    connect(session, &CaptureSession::exported, this,
            [this](const QString &path) { showNotice(tr("Exported as %1").arg(QDir::toNativeSeparators(path))); });
}

void CaptureStatus::update()
{
    m_counts->setText(countsText());
    // Of the place the end stays in sight: the name of the file, and that secrets are hidden.
    m_place->setMode(m_notice.isEmpty() ? Qt::ElideLeft : Qt::ElideMiddle);
    m_place->setText(m_notice.isEmpty() ? placeText() : m_notice);
}

void CaptureStatus::showNotice(const QString &text)
{
    m_notice = text;
    m_noticeTimer.start();
    update();
}

QString CaptureStatus::countsText() const
{
    const CaptureFeed::Statistics numbers = m_session->feed()->statistics();
    QStringList parts{
        tr("%1 captured").arg(numberText(numbers.announced)), tr("%1 shown").arg(numberText(m_shownMessages())),
        tr("%1 lost").arg(numberText(qint64(numbers.lost))), tr("%1 on disk").arg(bytesText(numbers.bytesOnDisk))};
    if (numbers.unreadable > 0)
        parts.prepend(tr("✕ damaged: %1 unreadable").arg(numberText(numbers.unreadable)));
    if (const quint64 messages = m_session->messagesToCopy(); messages > 0)
        parts.append(tr("%1 being read from the database").arg(numberText(qint64(messages))));
    if (m_session->feed()->isPaused() && numbers.captured > numbers.shown)
        parts.append(tr("%1 waiting behind the pause").arg(numberText(numbers.captured - numbers.shown)));
    if (!m_session->writeProblem().isEmpty()) {
        const QString count = numberText(qint64(m_session->unrecordedMessages()));
        parts.prepend(tr("✕ not recording: %1 messages unrecorded").arg(count));
    }
    return parts.join(u"   ·   "_s);
}

QString CaptureStatus::placeText() const
{
    const CaptureFeed *feed = m_session->feed();
    if (!feed->isOpen())
        return {};
    if (!m_session->isTemporary())
        return tr("%1 · secrets hidden").arg(QDir::toNativeSeparators(m_session->shownPath()));
    const QString saved = QFileInfo(m_session->savedPath()).fileName();
    if (saved.isEmpty())
        return tr("not saved · secrets hidden");
    if (m_session->messagesSinceSaved() == 0)
        return tr("saved as %1 · secrets hidden").arg(saved);
    return tr("%1 newer than %2 · secrets hidden", "messages · file")
        .arg(numberText(m_session->messagesSinceSaved()), saved);
}

} // namespace Inspector
