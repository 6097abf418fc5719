// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/tap/tapreader.h"

TapReader::TapReader(const QString &socketName)
{
    socket.setReadBufferSize(64 * 1024);
    connect(&socket, &QLocalSocket::readyRead, this, &TapReader::read);
    socket.connectToServer(socketName);
}

void TapReader::setReading(bool reading)
{
    m_reading = reading;
    read();
}

void TapReader::read()
{
    // Each read() lets the socket fetch more, so this empties what the other side has written so far.
    while (m_reading && socket.bytesAvailable() > 0) {
        m_stream.append(socket.readAll());
        while (auto item = m_stream.next()) {
            if (auto *event = std::get_if<RelayCore::WireEvent>(&*item))
                events.append(std::move(*event));
            else if (auto *address = std::get_if<RelayCore::TapAddress>(&*item))
                application = *address;
            else
                error = std::get<RelayCore::TapStream::Error>(*item).text;
        }
    }
}
