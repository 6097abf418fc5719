// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureerror.h"
#include "inspector/capture/capturerows.h"

#include <functional>
#include <optional>

namespace Inspector {

/// What a store reports about rows that it was given. The functions are called from the store's own threads.
struct CaptureStoreEvents
{
    /// Messages up to this id can be read; \c otherRows: something besides messages has changed as well.
    std::function<void(MessageId messages, bool otherRows)> published = [](MessageId, bool) {};
    /// The database cannot be reached or refuses rows; they are kept in a local file until it takes them.
    std::function<void(const QString &reason)> away = [](const QString &) {};
    /// The database takes rows again.
    std::function<void()> back = [] {};
    /// Nothing more can be written.
    std::function<void(const CaptureError &error)> failed = [](const CaptureError &) {};
};

/// Rows that are not in the database yet, in a local file.
struct CaptureLeftover
{
    QString file;
    quint64 messages = 0;
    QString reason; ///< Why the database did not take them.
};

/// Where the rows of a new capture go: a file, or a database. Rows are appended in transactions.
///
/// \par Threads  one, which also creates and destroys it.
/// \par Errors   a step that fails returns false and leaves its reason in error(); nothing works after that.
class CaptureStore
{
public:
    CaptureStore() = default;
    virtual ~CaptureStore();
    Q_DISABLE_COPY_MOVE(CaptureStore)

    [[nodiscard]] virtual std::optional<CaptureError> error() const = 0;

    /// Begins the transaction with the number \a revision, which is one more than that of the last.
    virtual bool begin(quint64 revision) = 0;
    /// Adds a source, or replaces the one with its id.
    virtual bool write(const SourceRow &row) = 0;
    /// Adds a connection, or replaces the one with its id.
    virtual bool write(const ConnectionRow &row) = 0;
    virtual bool add(const MessageRow &row) = 0;
    virtual bool add(const StateRow &row) = 0;
    virtual bool add(const LostRow &row) = 0;
    /// Ends the transaction. \a otherRows is passed on to CaptureStoreEvents::published.
    virtual bool commit(bool otherRows) = 0;
    /// Ends the capture; the last transaction has been committed.
    virtual bool close() = 0;

    /// Returns the connection \a id where it was written before and can still be found: nothing if there is none.
    virtual bool find(RelayCore::ConnectionId id, std::optional<ConnectionRow> &row) = 0;
    /// Waits until what was committed can be read, or is known to be kept in a local file.
    virtual void flush() {}
    /// Ends the waiting of commit() for a database that is away, because the capture is to end. From any thread.
    virtual void stopWaiting() {}
    /// Returns what close() had to leave in a local file.
    [[nodiscard]] virtual std::optional<CaptureLeftover> leftover() const { return std::nullopt; }
};

} // namespace Inspector
