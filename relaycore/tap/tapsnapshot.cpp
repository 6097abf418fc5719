// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/tap/tapsnapshot.h"

namespace RelayCore {

namespace {

/// What an event does to the structure.
enum class Effect {
    None,       ///< A message, a control frame, a loss.
    Source,     ///< A source started or changed its state.
    Connection, ///< Something to keep for as long as the connection is open.
    End,        ///< The connection is gone.
};

struct EffectOf
{
    Effect operator()(const SourceStarted &) const { return Effect::Source; }
    Effect operator()(const StateChanged &) const { return Effect::Source; }
    Effect operator()(const ConnectionOpened &) const { return Effect::Connection; }
    Effect operator()(const TlsEstablished &) const { return Effect::Connection; }
    Effect operator()(const HandshakeRequest &) const { return Effect::Connection; }
    Effect operator()(const HandshakeResponse &) const { return Effect::Connection; }
    Effect operator()(const ConnectionClosed &) const { return Effect::End; }
    Effect operator()(const WireMessage &) const { return Effect::None; }
    Effect operator()(const ControlFrame &) const { return Effect::None; }
    Effect operator()(const ProtocolViolation &) const { return Effect::None; }
    Effect operator()(const EventsLost &) const { return Effect::None; }
};

Effect effectOf(const WireEvent &event)
{
    return std::visit(EffectOf{}, event.payload);
}

bool isEndOfSource(const WireEvent &event)
{
    const auto *changed = std::get_if<StateChanged>(&event.payload);
    return changed && changed->state == SourceState::Stopped;
}

} // namespace

void TapSnapshot::apply(const WireEvent &event)
{
    switch (effectOf(event)) {
    case Effect::Source: {
        if (isEndOfSource(event)) {
            m_sources.erase(event.source);
            break;
        }
        Source &source = m_sources[event.source];
        (std::holds_alternative<SourceStarted>(event.payload) ? source.started : source.state) = event;
        break;
    }
    case Effect::Connection:
        m_connections[event.connection].push_back(event);
        break;
    case Effect::End:
        m_connections.erase(event.connection);
        break;
    case Effect::None:
        break;
    }
}

void TapSnapshot::apply(Known &known, const WireEvent &event)
{
    switch (effectOf(event)) {
    case Effect::Source:
        if (isEndOfSource(event))
            known.sources.remove(event.source);
        else
            known.sources.insert(event.source, event.timeNs);
        break;
    case Effect::Connection:
        ++known.connections[event.connection];
        break;
    case Effect::End:
        known.connections.remove(event.connection);
        break;
    case Effect::None:
        break;
    }
}

QList<WireEvent> TapSnapshot::missing(const Known &known) const
{
    QList<WireEvent> events;
    for (const auto &[id, source] : m_sources) {
        const auto newest = known.sources.constFind(id);
        if (source.started && (newest == known.sources.cend() || source.started->timeNs > *newest))
            events.append(*source.started);
        if (source.state && (newest == known.sources.cend() || source.state->timeNs > *newest))
            events.append(*source.state);
    }
    for (auto gone = known.sources.cbegin(); gone != known.sources.cend(); ++gone) {
        if (!m_sources.contains(gone.key()))
            events.append({gone.key(), 0, wireTimeNs(), StateChanged{SourceState::Stopped, {}}});
    }
    for (auto gone = known.connections.cbegin(); gone != known.connections.cend(); ++gone) {
        if (!m_connections.contains(gone.key())) {
            events.append({0, gone.key(), wireTimeNs(), ConnectionClosed{}});
        }
    }
    for (const auto &[id, structure] : m_connections) {
        for (auto i = std::size_t(known.connections.value(id)); i < structure.size(); ++i)
            events.append(structure[i]);
    }
    return events;
}

} // namespace RelayCore
