// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "jsoncontender.h"

#include "benchmarks/support/offer.h"
#include "benchmarks/support/qjsoncodec.h"

namespace RelayBench {

void JsonContender::send()
{
    if (!m_offer)
        m_offer = offerToOneself(uuid());
    sendText(QString::fromUtf8(encodeWithQJsonDocument(*m_offer)));
}

void JsonContender::onText(const QString &text)
{
    const auto message = decodeWithQJsonDocument(text.toUtf8());
    if (!message || message->error || message->description.size() != m_offer->description.size())
        qFatal("The relay returned something else than the offer.");
    onReceived();
}

} // namespace RelayBench
