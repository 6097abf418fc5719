// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/capturesession.h"

#include "inspector/app/capturecopy.h"
#include "inspector/capture/captureaddress.h"
#include "inspector/capture/capturefile.h"
#include "inspector/capture/systemerror.h"
#include "inspector/setup/freeport.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QScopedValueRollback>
#include <QtGui/QCursor>
#include <QtGui/QGuiApplication>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

class WaitCursor
{
public:
    WaitCursor() { QGuiApplication::setOverrideCursor(QCursor(Qt::WaitCursor)); }
    ~WaitCursor() { QGuiApplication::restoreOverrideCursor(); }
    Q_DISABLE_COPY_MOVE(WaitCursor)
};

} // namespace

CaptureSession::CaptureSession(Settings *settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    connect(&m_feed, &CaptureFeed::failed, this, [this](const CaptureError &error) {
        //: %1 is a sentence that names the file and the damage
        const QString missing =
            tr("%1 Rows that cannot be read are marked and counted; conclusions are made without them.")
                .arg(error.text());
        Q_EMIT problem(error.kind == CaptureError::Kind::Damaged ? missing : error.text(), u"read"_s);
    });
}

CaptureSession::~CaptureSession()
{
    // Receivers may be destroyed already.
    blockSignals(true);
    m_feed.blockSignals(true);
    close();
}

quint32 CaptureSession::unsavedMessages() const
{
    if (!isTemporary() || (m_recording && m_onlyDemo))
        return 0;
    return messagesSinceSaved() == 0 ? 0 : m_feed.statistics().captured;
}

quint32 CaptureSession::messagesSinceSaved() const
{
    const quint32 captured = m_feed.statistics().captured;
    return captured > m_savedMessages ? captured - m_savedMessages : 0;
}

QString CaptureSession::suggestedName() const
{
    if (m_imported)
        return QFileInfo(m_original).completeBaseName() + u".relaycap"_s;
    QString name = m_feed.sources().isEmpty() ? QString() : m_feed.sources().first().title.left(40);
    for (QChar &character : name) {
        const bool plain = character.isLetterOrNumber() || character == u'-' || character == u'.';
        character = plain ? character : QChar(u'-');
    }
    const auto &times = m_feed.timesNs();
    const QDateTime time =
        times.empty() ? QDateTime::currentDateTime() : QDateTime::fromMSecsSinceEpoch(times.front() / 1'000'000);
    const QString stamp = time.toString(u"yyyy-MM-dd-HHmmss"_s);
    return (name.isEmpty() ? stamp : name + u'-' + stamp) + u".relaycap"_s;
}

quint64 CaptureSession::unrecordedMessages() const
{
    return m_recording ? m_recording->writer().unrecordedMessages() : 0;
}

bool CaptureSession::mayDiscard() const
{
    return unsavedMessages() == 0 || !m_question || m_question();
}

bool CaptureSession::record()
{
    if (isRecording())
        return true;
    if (!mayDiscard())
        return false;
    close();
    auto recording = Recording::begin(std::exchange(m_nextPath, QString()));
    if (const auto *error = std::get_if<CaptureError>(&recording)) {
        Q_EMIT problem(error->text(), u"record"_s);
        return false;
    }
    m_recording = std::move(std::get<std::unique_ptr<Recording>>(recording));
    m_onlyDemo = true;
    connect(&m_recording->writer(), &CaptureWriter::failed, this, [this](const CaptureError &error) {
        m_writeProblem = tr("Recording has stopped. %1").arg(error.text());
        Q_EMIT problem(m_writeProblem, u"record"_s);
        Q_EMIT changed();
    });
    connect(&m_recording->writer(), &CaptureWriter::storeAway, this, [this](const QString &reason) {
        Q_EMIT problem(
            tr("Messages are kept in a local file for now, because the database cannot be written: %1.").arg(reason),
            u"store"_s);
    });
    connect(&m_recording->writer(), &CaptureWriter::storeBack, this, [this] { Q_EMIT solved(u"store"_s); });
    SourceHost *sources = &m_recording->sources();
    connect(sources, &SourceHost::failed, this, &CaptureSession::onSourceFailed);
    connect(sources, &SourceHost::started, this,
            [this](quint64 ticket, quint32 source) { m_tickets.insert_or_assign(source, ticket); });
    connect(sources, &SourceHost::notice, this, [this](quint32, const QString &text) { Q_EMIT problem(text, {}); });
    connect(sources, &SourceHost::listening, this, [this](quint32 source) {
        const auto ticket = m_tickets.find(source);
        if (ticket != m_tickets.end())
            Q_EMIT solved(m_started.at(ticket->second).title);
    });
    std::optional<CaptureError> error;
    if (isDatabaseAddress(m_recording->path())) {
        const auto address = DatabaseAddress::parse(m_recording->path());
        auto copy = std::make_unique<DatabaseCopy>(std::get<DatabaseAddress>(address));
        error = copy->error();
        if (!error && showCopy(std::move(copy)))
            m_feed.setLive();
    } else {
        error = m_feed.open(m_recording->path(), &m_recording->writer());
    }
    if (error) {
        Q_EMIT problem(error->text(), u"record"_s);
        close();
        return false;
    }
    Q_EMIT solved(u"record"_s);
    Q_EMIT recordingStarted();
    Q_EMIT changed();
    return true;
}

void CaptureSession::startSource(const QString &title, SourceHost::Factory factory, ListeningAt listening,
                                 Retry onFailure)
{
    const quint64 ticket = m_recording->sources().start(factory);
    m_started.insert_or_assign(ticket,
                               StartedSource{title, std::move(factory), std::move(listening), std::move(onFailure)});
}

void CaptureSession::onSourceFailed(quint64 ticket, const QString &reason)
{
    const auto found = m_started.find(ticket);
    if (found == m_started.end()) {
        Q_EMIT problem(reason, {});
        return;
    }
    const QString title = found->second.title;
    const Retry retry = std::exchange(found->second.onFailure, {});
    if (retry && isRecording()) {
        // Not of a topic: the start on the other port must not clear it.
        Q_EMIT problem(tr("%1: %2 Another port is used instead.").arg(title, reason), {});
        retry();
        return;
    }
    const ListeningAt listening = found->second.listening;
    if (const auto port = nextFreePort(listening.address, listening.port))
        Q_EMIT portInUse(tr("%1: %2").arg(title, reason), title, *port,
                         [startOn = listening.startOn, port = *port] { startOn(port); });
    else
        Q_EMIT problem(tr("%1: %2").arg(title, reason), title);
}

bool CaptureSession::canRestart(quint32 source) const
{
    return isRecording() && m_tickets.contains(source);
}

void CaptureSession::restartSource(quint32 source)
{
    if (!canRestart(source))
        return;
    const StartedSource &former = m_started.at(m_tickets.at(source));
    startSource(former.title, former.factory, former.listening, {});
}

void CaptureSession::retrySource(quint32 source)
{
    if (isRecording())
        m_recording->sources().retryNow(source);
}

void CaptureSession::stopSource(quint32 source)
{
    if (isRecording())
        m_recording->sources().stop(source);
}

void CaptureSession::stop()
{
    if (!isRecording())
        return;
    {
        const WaitCursor cursor;
        m_recording->stop();
    }
    reportLeftover();
    Q_EMIT recordingStopped();
    m_feed.poll();
    Q_EMIT changed();
}

void CaptureSession::close()
{
    ++m_shown;
    cancelOpening();
    m_started.clear();
    m_tickets.clear();
    m_writeProblem.clear();
    m_savedPath.clear();
    m_savedMessages = 0;
    if (m_recording) {
        Q_EMIT recordingClosed();
        m_recording->stop();
        reportLeftover();
    }
    m_feed.close();
    m_copy.reset();
    m_recording.reset();
    m_recovered.reset();
    m_imported.reset();
    // What could not be read is no longer on show.
    Q_EMIT solved(u"read"_s);
}

void CaptureSession::reportLeftover()
{
    const auto leftover = m_recording->writer().leftover();
    if (!leftover)
        return;
    // Without a translation loaded "%n message(s)" would be shown as it is written.
    const QString text = leftover->messages == 1
                             ? tr("1 message did not reach the database. It is kept in %1; “relayctl captures drain”, "
                                  "or the next recording into this database, transfers it.")
                             : tr("%n messages did not reach the database. They are kept in %1; “relayctl captures "
                                  "drain”, or the next recording into this database, transfers them.",
                                  nullptr, int(leftover->messages));
    Q_EMIT problem(text.arg(leftover->file), u"store"_s);
}

void CaptureSession::show(OpenedCapture capture, const QString &original)
{
    close();
    m_imported = std::make_unique<OpenedCapture>(std::move(capture));
    m_original = original;
    if (const auto error = m_feed.open(m_imported->path)) {
        Q_EMIT problem(error->text(), u"open"_s);
    } else {
        m_settings->setDirectory(QFileInfo(original).absolutePath());
        m_settings->addRecentCapture(original);
        Q_EMIT solved(u"open"_s);
    }
    announceOpened();
}

void CaptureSession::flush()
{
    if (isRecording())
        m_recording->writer().flush();
}

void CaptureSession::recover(const AbandonedRecording &recording)
{
    if (!mayDiscard())
        return;
    auto recovered = RecoveredRecording::take(recording);
    if (!recovered) {
        Q_EMIT problem(tr("The recording is gone: another window has shown or deleted it."), u"recover"_s);
        return;
    }
    const auto probe = CaptureReader::open(recovered->path());
    if (const auto *error = std::get_if<CaptureError>(&probe)) {
        Q_EMIT problem(error->text(), u"recover"_s);
        recovered->keep();
        return;
    }
    close();
    m_recovered = std::move(recovered);
    if (const auto error = m_feed.open(m_recovered->path()))
        Q_EMIT problem(error->text(), u"recover"_s);
    else
        Q_EMIT solved(u"recover"_s);
    announceOpened();
}

void CaptureSession::open(const QString &path, bool remember)
{
    if (!mayDiscard())
        return;
    if (isDatabaseAddress(path)) {
        openDatabase(path, remember);
        return;
    }
    // The file is probed first, so that what is on show is kept where it cannot be read.
    const auto probe = CaptureReader::open(path);
    if (const auto *error = std::get_if<CaptureError>(&probe)) {
        m_settings->removeRecentCapture(path);
        Q_EMIT problem(error->text(), u"open"_s);
        Q_EMIT changed();
        return;
    }
    close();
    if (const auto error = m_feed.open(path)) {
        Q_EMIT problem(error->text(), u"open"_s);
    } else {
        if (remember) {
            m_settings->setDirectory(QFileInfo(path).absolutePath());
            m_settings->addRecentCapture(path);
        }
        Q_EMIT solved(u"open"_s);
    }
    announceOpened();
}

void CaptureSession::announceOpened()
{
    Q_EMIT changed();
    if (m_feed.isOpen())
        Q_EMIT opened();
}

std::optional<QString> CaptureSession::replaceCapture(const QString &part, const QString &path) const
{
    removeCaptureLogs(path);
    const QString problem = replaceFile(part, path);
    if (problem.isEmpty())
        return std::nullopt;
    return tr("The capture cannot be saved as %1: %2").arg(path, translatedSystemError(problem));
}

bool CaptureSession::save(const QString &path)
{
    if (!m_feed.isOpen() || m_saving)
        return false;
    if (QFileInfo(path) == QFileInfo(m_feed.path())) {
        Q_EMIT problem(tr("%1 is the capture on show: choose another name for the copy.").arg(path), u"save"_s);
        return false;
    }
    flush();
    // The copy is complete before it replaces an older file.
    const QString part = path + u".part"_s;
    QFile::remove(part);
    std::optional<QString> failure;
    const quint32 messages = m_feed.statistics().captured;
    const quint64 shown = m_shown;
    {
        const QScopedValueRollback saving(m_saving, true);
        if (const auto error = copyCapture(m_feed.path(), part, [this](int percent) { Q_EMIT savingMoved(percent); }))
            failure = error->text();
    }
    if (!failure)
        failure = replaceCapture(part, path);
    if (failure) {
        QFile::remove(part);
        Q_EMIT problem(*failure, u"save"_s);
        return false;
    }
    m_settings->setDirectory(QFileInfo(path).absolutePath());
    m_settings->addRecentCapture(path);
    Q_EMIT solved(u"save"_s);
    // While the copy was written another capture may have been opened, which is not the saved one.
    if (m_shown == shown) {
        m_savedMessages = messages;
        m_savedPath = path;
        Q_EMIT saved(path);
    }
    Q_EMIT changed();
    return true;
}

} // namespace Inspector
