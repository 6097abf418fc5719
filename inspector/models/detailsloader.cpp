// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/detailsloader.h"

#include <memory>
#include <utility>

namespace Inspector {

DetailsLoader::DetailsLoader(QObject *parent)
    : QObject(parent)
    , m_job(this)
{}

void DetailsLoader::load(MessageDetailsInput input)
{
    cancel();
    const auto sizeOf = [](const std::optional<MessageRow> &row) { return row ? row->payload.size() : 0; };
    qsizetype bytes = input.message.payload.size() + sizeOf(input.counterpart);
    if (input.attempt)
        bytes += sizeOf(input.attempt->offer) + sizeOf(input.attempt->answer) + sizeOf(input.attempt->previousOffer);
    if (bytes <= immediateBytes) {
        Q_EMIT loaded(messageDetails(input));
        return;
    }
    m_job.start([this, input = std::move(input)](const std::atomic_bool &cancelled) -> LatestJob::Finish {
        auto details = std::make_shared<const MessageDetails>(messageDetails(input, &cancelled));
        return [this, details] { Q_EMIT loaded(*details); };
    });
}

} // namespace Inspector
