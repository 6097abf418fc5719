// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace RelayCore {

/// What a Close frame of the peer holds.
struct PeerClose
{
    std::optional<quint16> code; ///< Empty: the frame holds none.
    QString reason;
};

/// Finds the peer's Close frame in what arrives after ours. Internal to this module.
///
/// The stream may begin inside a frame, so it is not parsed: a Close frame is the last thing that a peer sends, hence
/// the stream ends with one. Text cannot be mistaken for it, because the code holds a control character.
class RELAYCORE_TESTED PeerCloseFinder
{
public:
    /// \return the Close frame with which everything that was added so far ends.
    std::optional<PeerClose> add(const QByteArray &bytes);

private:
    QByteArray m_tail; ///< As much as a Close frame can have.
};

} // namespace RelayCore
