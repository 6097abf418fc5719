// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QHash>
#include <QtCore/QMutex>
#include <QtCore/QString>

#include <optional>

namespace Inspector {

/// A capture of a database, in CaptureMirror.
struct MirrorOrigin
{
    qint64 id = 0;
    QString host;
    QString capture; ///< Its name.

    bool operator==(const MirrorOrigin &) const = default;
};

/// Which capture of a database a source of a mirror is from.
///
/// \par Threads  any.
class MirrorOrigins
{
public:
    void add(RelayCore::SourceId source, const MirrorOrigin &origin);
    /// Returns nothing for a source that the mirror has not.
    [[nodiscard]] std::optional<MirrorOrigin> find(RelayCore::SourceId source) const;

private:
    mutable QMutex m_mutex;
    QHash<RelayCore::SourceId, MirrorOrigin> m_origins;
};

} // namespace Inspector
