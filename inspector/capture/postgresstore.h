// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/batchqueue.h"
#include "inspector/capture/capturestore.h"
#include "inspector/capture/postgresconnection.h"

#include <QtCore/QCache>

#include <atomic>
#include <future>
#include <thread>
#include <variant>

namespace Inspector {

/// A capture in a PostgreSQL database. Transactions are collected here and sent by a thread of this object.
class PostgresStore final : public CaptureStore
{
public:
    /// Adds the capture that \a address names to its database.
    PostgresStore(DatabaseAddress address, StoreOptions options, CaptureStoreEvents events);
    ~PostgresStore() override;

    [[nodiscard]] std::optional<CaptureError> error() const override;

    bool begin(quint64 revision) override;
    bool write(const SourceRow &row) override;
    bool write(const ConnectionRow &row) override;
    bool add(const MessageRow &row) override;
    bool add(const StateRow &row) override;
    bool add(const LostRow &row) override;
    bool commit(bool otherRows) override;
    /// Waits until the database has everything, or leaves the rest in the spool.
    bool close() override;
    /// Finds what is in memory: connections that ended lately.
    bool find(RelayCore::ConnectionId id, std::optional<ConnectionRow> &row) override;
    void flush() override;
    void stopWaiting() override;
    [[nodiscard]] std::optional<CaptureLeftover> leftover() const override { return m_leftover; }

private:
    using Begun = std::variant<SpoolTarget, PostgresProblem>;

    void upload(std::promise<Begun> begun, std::shared_future<BatchQueue *> queue);
    [[nodiscard]] bool append(PostgresConnection &connection, const SpoolTarget &target, const RowBatch &batch);
    void drainOthers(const DatabaseAddress &database, const QString &folder, const QString &ownFile) const;
    bool fail(CaptureError::Kind kind, const QString &detail);

    const DatabaseAddress m_address;
    const StoreOptions m_options;
    const CaptureStoreEvents m_events;

    std::unique_ptr<RowBatch> m_batch;
    MessageId m_lastMessage = 0;
    qint64 m_lastNs = 0;
    quint64 m_revision = 0;
    quint64 m_states = 0;
    quint64 m_losses = 0;
    QCache<RelayCore::ConnectionId, ConnectionRow> m_closed; ///< For what arrives after the end of a connection.

    std::unique_ptr<BatchQueue> m_queue;
    BatchQueue::Access m_access;
    std::thread m_uploader;
    std::thread m_drainer;
    std::atomic<bool> m_closing = false;
    std::optional<CaptureLeftover> m_leftover;

    mutable std::mutex m_mutex; ///< Guards what follows.
    std::optional<CaptureError> m_error;
    QString m_awayReason;
};

} // namespace Inspector
