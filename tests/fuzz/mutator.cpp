// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/mutator.h"

#include <QtCore/QFile>

#include <utility>

namespace Fuzz {

QList<QByteArray> readDictionary(const QString &path)
{
    QList<QByteArray> words;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return words;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        const qsizetype begin = line.indexOf('"');
        const qsizetype end = line.lastIndexOf('"');
        if (line.startsWith('#') || begin == end)
            continue;
        QByteArray word;
        for (qsizetype i = begin + 1; i < end; ++i) {
            if (line[i] != '\\') {
                word += line[i];
            } else if (line[++i] == 'x') {
                word += QByteArray::fromHex(line.sliced(i + 1, 2));
                i += 2;
            } else {
                word += line[i];
            }
        }
        words.append(word);
    }
    return words;
}

Mutator::Mutator(quint32 seed, QList<QByteArray> words, QList<QByteArray> messages)
    : m_engine(seed)
    , m_words(std::move(words))
    , m_messages(std::move(messages))
{}

int Mutator::below(qsizetype bound)
{
    return int(m_engine() % quint32(bound));
}

QByteArray Mutator::noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(m_engine());
    return bytes;
}

QByteArray Mutator::changed(QByteArray bytes)
{
    for (int changes = 1 + below(4); changes > 0; --changes) {
        const qsizetype at = below(bytes.size() + 1);
        const qsizetype size = below(qMin<qsizetype>(bytes.size() - at, 40) + 1);
        switch (below(7)) {
        case 0:
            bytes.insert(at, oneOf(m_words));
            break;
        case 1:
            bytes.replace(at, size, oneOf(m_words));
            break;
        case 2:
            bytes.remove(at, size);
            break;
        case 3:
            bytes.insert(at, bytes.sliced(at, size).repeated(1 + below(4)));
            break;
        case 4:
            bytes.insert(at, noise(1 + below(8)));
            break;
        case 5:
            if (at < bytes.size())
                bytes[at] = char(bytes[at] ^ (1 << below(8)));
            break;
        case 6:
            bytes.insert(below(bytes.size() + 1), bytes.sliced(at, size));
            break;
        }
    }
    return bytes;
}

} // namespace Fuzz
