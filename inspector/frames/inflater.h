// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>

namespace Inspector {

/// Inflates the compressed messages of one direction, piece by piece.
///
/// Memory: none before the first compressed message, then the window (at most 32 KiB) and about 10 KiB of state.
/// Without context takeover both are released at the end of each message. \par Threads  one inflater, one thread. \par
/// Source   RFC 7692 sections 7.2.2 (decompression) and 7.2.3 (examples), RFC 1951.
class Inflater
{
public:
    struct Options
    {
        int windowBits = 15;         ///< 8 to 15, the base-2 logarithm of the sender's window.
        bool contextTakeover = true; ///< The window is kept from one message to the next.

        bool operator==(const Options &) const = default;
    };

    explicit Inflater(const Options &options);
    ~Inflater();
    Q_DISABLE_COPY_MOVE(Inflater)

    /// Inflates the next \a bytes of the current message and appends the result to \a out, which never grows beyond
    /// \a maxBytes: the rest is inflated, too, because later messages may refer to it, counted and dropped.
    /// Returns false if the stream is invalid: see problem().
    [[nodiscard]] bool inflate(QByteArrayView bytes, QByteArray &out, qsizetype maxBytes);
    /// Ends the current message. Returns false if it is invalid or incomplete: see problem().
    [[nodiscard]] bool finish(QByteArray &out, qsizetype maxBytes);
    /// Returns how many bytes of the current message did not fit into \c out.
    [[nodiscard]] qint64 omittedBytes() const { return m_omitted; }
    /// Why the stream cannot be inflated, in English. With context takeover an invalid message makes all that follow
    /// invalid, too.
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    struct Stream;

    [[nodiscard]] bool begin();
    [[nodiscard]] bool fail(const QString &problem);

    std::unique_ptr<Stream> m_stream;
    QString m_problem;
    Options m_options;
    qint64 m_omitted = 0;
    bool m_inMessage = false;
    bool m_empty = true;
    bool m_broken = false;
};

} // namespace Inspector
