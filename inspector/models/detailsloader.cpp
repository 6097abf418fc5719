// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/detailsloader.h"

#include <utility>

namespace Inspector {

DetailsLoader::DetailsLoader(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

DetailsLoader::~DetailsLoader()
{
    cancel();
    m_pool.waitForDone();
}

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
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    m_pool.start([this, cancelled = m_cancelled, input = std::move(input)] {
        if (cancelled->load())
            return;
        auto details = std::make_shared<const MessageDetails>(messageDetails(input, cancelled.get()));
        QMetaObject::invokeMethod(
            this,
            [this, cancelled, details] {
                if (cancelled->load())
                    return;
                m_cancelled.reset();
                Q_EMIT loaded(*details);
            },
            Qt::QueuedConnection);
    });
}

void DetailsLoader::cancel()
{
    if (m_cancelled)
        std::exchange(m_cancelled, nullptr)->store(true);
}

} // namespace Inspector
