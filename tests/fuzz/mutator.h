// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QList>
#include <QtCore/QString>

#include <random>

namespace Fuzz {

/// The words of a libFuzzer dictionary: lines `"word"` with `\\`, `\"` and `\xNN`, and comments.
/// \return empty where the file cannot be read or holds none.
[[nodiscard]] QList<QByteArray> readDictionary(const QString &path);

/// Chance that repeats itself: the same seed and the same calls give the same answers, on every platform.
class Mutator
{
public:
    /// \param words  what bytes() inserts.  \param messages  whole relay messages to begin with.
    Mutator(quint32 seed, QList<QByteArray> words, QList<QByteArray> messages);

    /// 0 to \a bound - 1.
    [[nodiscard]] int below(qsizetype bound);
    [[nodiscard]] bool chance(int percent) { return below(100) < percent; }
    template<typename List>
    [[nodiscard]] auto oneOf(const List &list)
    {
        return *(std::begin(list) + below(qsizetype(std::size(list))));
    }
    [[nodiscard]] QByteArray message() { return oneOf(m_messages); }
    [[nodiscard]] QByteArray noise(qsizetype size);

    /// \a bytes with one to four small changes: flipped, removed, repeated, moved, or a word put in.
    [[nodiscard]] QByteArray changed(QByteArray bytes);

private:
    std::mt19937 m_engine; // Unlike its distributions, the engine is the same everywhere.
    QList<QByteArray> m_words;
    QList<QByteArray> m_messages;
};

} // namespace Fuzz
