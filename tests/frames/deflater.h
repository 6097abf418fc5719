// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>

#include <memory>

/// Compresses messages as a sender with permessage-deflate does.
class Deflater
{
public:
    /// \param windowBits  9 to 15. \param contextTakeover  false: each message is compressed on its own.
    explicit Deflater(int windowBits = 15, bool contextTakeover = true);
    ~Deflater();
    Q_DISABLE_COPY_MOVE(Deflater)

    /// Returns \a message compressed, without the four bytes that the receiver appends.
    [[nodiscard]] QByteArray compress(QByteArrayView message);

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    int m_windowBits;
    bool m_contextTakeover;
};
