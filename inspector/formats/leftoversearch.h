// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayList>
#include <QtCore/QIODevice>

#include <array>
#include <optional>
#include <vector>

namespace Inspector {

/// Looks for values in a stream of bytes, in every spelling that a file may hold them in: as they are, JSON-escaped,
/// percent-encoded, and in base64 and base64url at each of the three places where they may begin there.
///
/// Made without the code that replaces secrets, so that a fault of that code is found. It is a device to write to:
/// bytes may come in pieces.
class LeftoverSearch final : public QIODevice
{
    Q_OBJECT

public:
    /// Values of less than 8 bytes are not looked for. \a words are found only where no letter or digit is beside them:
    /// an address may be the beginning of another one.
    explicit LeftoverSearch(const QByteArrayList &values, const QByteArrayList &words = {});

    /// Returns the value that was found first. Call this when everything has been written.
    [[nodiscard]] std::optional<QByteArray> found();

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override;

private:
    struct Spelling
    {
        QByteArray bytes;
        qsizetype value = 0;
        bool isWord = false;
    };

    void add(const QByteArray &spelling, qsizetype value, bool isWord);
    void search(QByteArrayView bytes);

    QByteArrayList m_values;
    std::vector<Spelling> m_spellings;
    std::unordered_multimap<quint64, size_t> m_beginnings; ///< By their first eight bytes.
    std::array<bool, 65'536> m_mayBegin{};                 ///< By their first two bytes.
    qsizetype m_longest = 0;
    /// The end of what was written: a spelling may begin behind its first byte.
    QByteArray m_tail = QByteArray(1, '\n');
    std::optional<QByteArray> m_found;
};

} // namespace Inspector
