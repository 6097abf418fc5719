// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/sdp.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace Inspector {

/// One property of the offer beside that of the answer.
struct DescriptionDifference
{
    enum class State : quint8 {
        Same,
        Different, ///< As it has to be, or as it may be.
        Conflict,  ///< The two do not fit, or one that is needed is missing.
    };
    QString name;   ///< As SDP writes it: "setup", "sctp-port".
    QString offer;  ///< Empty where the offer does not have it.
    QString answer; ///< Likewise.
    State state = State::Same;
    bool isSecret = false; ///< The values are credentials.

    bool operator==(const DescriptionDifference &) const = default;
};

/// Returns the media description of the data channel; null where \a sdp has none.
/// \par Source  RFC 8841 section 4, and its drafts.
template<typename String>
[[nodiscard]] const BasicSdpMedia<String> *dataChannelIn(const BasicSdp<String> &sdp);

/// Compares what matters of two descriptions, then their other attributes. What neither has is left out, and so are
/// candidates and end-of-candidates, of which each side has its own. A peer decides how many attributes there are: of
/// the others at most \a limit are returned.
/// \par Source  RFC 8829 section 5.3.1, RFC 8841, RFC 8842 section 5.2, RFC 8122.
[[nodiscard]] QList<DescriptionDifference> compareDescriptions(const Sdp &offer, const Sdp &answer,
                                                               qsizetype limit = 24);

/// Returns whether the values of `a=setup` fit. \par Source  RFC 8842 section 5.2.
[[nodiscard]] bool setupsFit(QStringView offered, QStringView answered);

} // namespace Inspector
