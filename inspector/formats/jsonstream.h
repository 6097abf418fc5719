// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QIODevice>
#include <QtCore/QString>

namespace Inspector {

/// Walks through a JSON document of any size. Objects and arrays are entered; a value is returned as its JSON text, or
/// skipped without being kept.
///
/// After a failure every function returns false, and problem() returns what is wrong at offset(). What is inside a
/// value is not checked: that is for the parser of the value.
class JsonStream
{
public:
    /// A longer value is not returned. It can be skipped.
    static constexpr qsizetype maxValueBytes = 1024 * 1024 * 1024;
    /// So many bytes behind a value can be read: what simdjson asks for.
    static constexpr qsizetype padding = 64;

    explicit JsonStream(QIODevice &device);

    /// Enters the object or array that follows.
    bool enterObject() { return enter('{'); }
    bool enterArray() { return enter('['); }
    /// Reads the next key of the object that was entered last. At its end, which is left, returns false.
    bool nextKey(QByteArray &key);
    /// Moves to the next element of the array that was entered last. At its end, which is left, returns false.
    bool nextElement();
    /// Returns the first character of the value that follows, 0 at the end of the document.
    [[nodiscard]] char peek();
    /// Reads the value that follows into \a json, which is valid until the next call.
    bool value(QByteArrayView &json);
    /// Skips the value that follows.
    bool skip();
    /// Returns whether nothing but white space follows.
    bool atEnd();

    [[nodiscard]] quint64 offset() const { return m_discarded + quint64(m_position); }
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    bool enter(char bracket);
    bool next(char closing);
    bool readMore();
    bool fail(const QString &problem);
    /// Moves behind the value that follows; keeps its text if \a keep is set.
    bool pass(bool keep);
    bool passString(bool keep);

    QIODevice &m_device;
    QByteArray m_buffer;
    qsizetype m_position = 0;
    qsizetype m_kept = -1; ///< From here on the buffer must not be discarded; -1: from the position on.
    quint64 m_discarded = 0;
    bool m_isFirst = false; ///< Nothing was read of the object or array that was entered last.
    bool m_atEnd = false;
    QString m_problem;
};

} // namespace Inspector
