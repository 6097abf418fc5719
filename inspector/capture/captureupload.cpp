// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/captureupload.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/capture/postgresstore.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace Inspector {

namespace {

constexpr quint32 rowsAtATime = 1024;

/// Writes rows in transactions that follow each other.
class Upload
{
public:
    explicit Upload(CaptureStore &store)
        : m_store(store)
    {}

    /// Writes one transaction; \a write returns false after an error. Waits until the database has it.
    template<typename Write>
    bool transaction(Write write)
    {
        const bool done = m_store.begin(++m_revision) && write() && m_store.commit(true);
        m_store.flush();
        return done;
    }

private:
    CaptureStore &m_store;
    quint64 m_revision = 0;
};

} // namespace

std::optional<CaptureError> uploadCapture(const CaptureReader &reader, const QString &address)
{
    const auto parsed = DatabaseAddress::parse(address);
    if (const auto *const problem = std::get_if<QString>(&parsed))
        return CaptureError{CaptureError::Kind::BadAddress, displayedAddress(address), *problem};
    PostgresStore store(std::get<DatabaseAddress>(parsed), {}, {});
    if (store.error())
        return store.error();
    Upload upload(store);
    const auto forAll = [](const auto &rows, auto write) { return std::all_of(rows.begin(), rows.end(), write); };
    bool done = upload.transaction([&] {
        return forAll(reader.sources(), [&](const SourceRow &row) { return store.write(row); })
               && forAll(reader.states(), [&](const StateRow &row) { return store.add(row); })
               && forAll(reader.losses(), [&](const LostRow &row) { return store.add(row); });
    });
    std::vector<ConnectionRecord> records = reader.connectionRecords(0, rowsAtATime);
    while (done && !records.empty()) {
        done = upload.transaction(
            [&] { return forAll(records, [&](const ConnectionRecord &record) { return store.write(record.row); }); });
        records = reader.connectionRecords(records.back().row.id, rowsAtATime);
    }
    std::vector<MessageRow> rows = reader.messages(1, rowsAtATime);
    while (done && !rows.empty()) {
        done = upload.transaction([&] { return forAll(rows, [&](const MessageRow &row) { return store.add(row); }); });
        rows = reader.messages(rows.back().id + 1, rowsAtATime);
    }
    if (!done || !store.close())
        return store.error();
    if (const auto leftover = store.leftover()) {
        return CaptureError{CaptureError::Kind::CannotWrite, address,
                            QCoreApplication::translate("Inspector::CaptureUpload",
                                                        "%1. The rest is in %2; “relayctl captures drain” brings it in")
                                .arg(leftover->reason, leftover->file)};
    }
    return reader.lastError();
}

} // namespace Inspector
