// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/tap/tapdirectory.h"

#include "relaycore/wire/wireevent.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>
#include <QtNetwork/QLocalSocket>

#include <algorithm>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int probeMs = 200;
constexpr qint64 maxEntryBytes = 4096;
constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

std::optional<TapAddress> readEntry(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject entry = QJsonDocument::fromJson(file.read(maxEntryBytes)).object();
    TapAddress address;
    address.pid = entry.value("pid"_L1).toInteger();
    address.application = entry.value("application"_L1).toString();
    address.socket = entry.value("socket"_L1).toString();
    address.startedNs = entry.value("started"_L1).toString().toLongLong();
    if (address.pid <= 0 || address.socket.isEmpty())
        return std::nullopt;
    return address;
}

bool isAlive(const TapAddress &address)
{
    QLocalSocket socket;
    socket.connectToServer(address.socket, QIODevice::ReadOnly);
    return socket.waitForConnected(probeMs);
}

} // namespace

QString tapDirectory()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation)).filePath(u"relaycore-tap"_s);
}

QList<TapAddress> runningTaps()
{
    QList<TapAddress> taps;
    const QDir folder(tapDirectory());
    const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files);
    for (const QString &name : names) {
        const QString path = folder.filePath(name);
        // An entry is written in one step, so one that cannot be read is not ours to remove.
        const auto address = readEntry(path);
        if (!address)
            continue;
        if (isAlive(*address)) {
            taps.append(*address);
        } else {
            QFile::remove(path);
            QFile::remove(address->socket);
        }
    }
    std::sort(taps.begin(), taps.end(),
              [](const TapAddress &a, const TapAddress &b) { return a.startedNs < b.startedNs; });
    return taps;
}

TapEntry::TapEntry(const QString &application)
{
    m_address.pid = QCoreApplication::applicationPid();
    m_address.application = application;
    m_address.startedNs = wireTimeNs();
    const QDir folder(tapDirectory());
    const QString name = QString::number(m_address.pid);
    m_file = folder.filePath(name + u".json"_s);
#ifdef Q_OS_WIN
    m_address.socket = u"relaycore-tap-"_s + name;
#else
    m_address.socket = folder.filePath(name + u".socket"_s);
#endif
    // The permissions of the folder are what keeps other users out, also of a socket that was created a moment ago.
    if (!folder.mkpath(u"."_s) || !QFile::setPermissions(folder.path(), ownerOnly))
        m_error = u"The folder %1 of the tap cannot be created for the current user only."_s.arg(folder.path());
}

TapEntry::~TapEntry()
{
    QFile::remove(m_file);
}

std::optional<QString> TapEntry::publish()
{
    QSaveFile file(m_file);
    const QJsonObject entry{{u"pid"_s, m_address.pid},
                            {u"application"_s, m_address.application},
                            {u"socket"_s, m_address.socket},
                            {u"started"_s, QString::number(m_address.startedNs)}};
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(entry).toJson(QJsonDocument::Compact));
        if (file.commit())
            return std::nullopt;
    }
    return u"The entry %1 of the tap cannot be written: %2"_s.arg(m_file, file.errorString());
}

} // namespace RelayCore
