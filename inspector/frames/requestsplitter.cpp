// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/requestsplitter.h"

namespace Inspector {

namespace {

bool isMethodLetter(char c)
{
    return c >= 'A' && c <= 'Z';
}

} // namespace

bool isUpgradeRequest(const HttpHead &request)
{
    return !request.value("Upgrade").isEmpty();
}

RequestSplitter::RequestSplitter(qsizetype maxHeadBytes)
    : m_head(HttpHead::Kind::Request, maxHeadBytes)
    , m_maxHeadBytes(maxHeadBytes)
{}

qsizetype RequestSplitter::read(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return 0;
    // No frame of a client begins with two letters: the second byte has the mask bit set.
    if (m_part == Part::Undecided && bytes.size() > 1 && isMethodLetter(bytes.front()) && isMethodLetter(bytes.at(1)))
        beginHead();
    m_lastPart = m_part;
    qsizetype taken = bytes.size();
    switch (m_part) {
    case Part::Head:
        if (m_head.state() != HttpHead::State::Reading)
            beginHead();
        taken = m_head.read(bytes);
        if (m_head.state() != HttpHead::State::Reading)
            endHead();
        break;
    case Part::Body:
        taken = m_body->read(bytes);
        if (m_body->ended())
            m_part = isUpgradeRequest(m_head) ? Part::Undecided : Part::Head;
        break;
    case Part::Undecided:
    case Part::Opaque:
        break;
    }
    return taken;
}

void RequestSplitter::refused()
{
    if (m_part == Part::Undecided)
        beginHead();
}

void RequestSplitter::beginHead()
{
    m_head = HttpHead(HttpHead::Kind::Request, m_maxHeadBytes);
    m_part = Part::Head;
}

void RequestSplitter::endHead()
{
    if (m_head.state() == HttpHead::State::Broken) {
        m_part = Part::Opaque;
        return;
    }
    m_body.emplace(m_head, 0);
    if (!m_body->ended())
        m_part = Part::Body;
    else if (isUpgradeRequest(m_head))
        m_part = Part::Undecided;
}

} // namespace Inspector
