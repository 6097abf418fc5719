// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturewriter.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QFile>

/// A capture of one connection whose file is overwritten in places.
namespace DamagedCapture {

inline constexpr quint32 messages = 4'000;
inline constexpr qint64 page = 32'768; ///< Of the file.

/// Writes the capture, without damage.
inline void write(const QString &path, quint32 count = messages, qsizetype characters = 1'000)
{
    auto created = Inspector::CaptureWriter::create(path);
    if (const auto *error = std::get_if<Inspector::CaptureError>(&created))
        qFatal("%s", qPrintable(error->text()));
    Inspector::CaptureWriter &writer = *std::get<0>(created);
    (void)writer.observe(
        {1, 0, 1, RelayCore::SourceStarted{RelayCore::SourceKind::Proxy, QStringLiteral("Proxy"), {}, {}}});
    (void)writer.observe({1, 1, 2, RelayCore::ConnectionOpened{QStringLiteral("127.0.0.1:50001"), {}}});
    RelayCore::PeerConnection offer;
    offer.sourceUuid = QUuid::createUuid();
    offer.peerUuid = QUuid::createUuid();
    offer.description = QString(characters, u'x');
    RelayCore::WireMessage message;
    message.payload = RelayCore::encode(offer);
    for (quint32 i = 0; i < count; ++i)
        (void)writer.observe({1, 1, 1'000 + i, message});
    writer.finish();
}

/// Overwrites \a bytes of the file from \a from on.
inline void overwrite(const QString &path, qint64 from, qint64 bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(from) || file.write(QByteArray(bytes, '\xff')) != bytes)
        qFatal("%s", qPrintable(file.errorString()));
}

/// Overwrites two pages in the middle, which hold messages.
inline void damageMiddle(const QString &path)
{
    overwrite(path, QFile(path).size() / page / 2 * page, 2 * page);
}

/// Overwrites the page that holds the first messages.
inline void damageBeginning(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    const qint64 first = file.readAll().indexOf(QByteArray(1'000, 'x'));
    overwrite(path, first / page * page, page);
}

/// Overwrites the last part of the file.
inline void damageEnd(const QString &path)
{
    const qint64 size = QFile(path).size();
    const qint64 from = size * 6 / 10 / page * page;
    overwrite(path, from, size - from);
}

} // namespace DamagedCapture
