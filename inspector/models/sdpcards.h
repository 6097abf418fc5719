// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/formatting.h"

namespace Inspector {

struct Sdp;

/// Returns what matters of \a sdp, a card for each subject: media, candidates, fingerprints, problems.
/// \param redact  hides ice-pwd and ice-ufrag.
[[nodiscard]] QList<PropertySection> sdpCards(const Sdp &sdp, bool redact);

/// Returns \a value, or bullets and the word for it where \a redact is set.
[[nodiscard]] QString hiddenSecret(const QString &value, bool redact);

} // namespace Inspector
