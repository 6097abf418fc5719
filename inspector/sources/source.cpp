// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/source.h"

namespace Inspector {

Source::Source(RelayCore::WireObserver &observer, QObject *parent)
    : QObject(parent)
    , m_observer(observer)
    , m_id(RelayCore::nextSourceId())
{}

void Source::reportDescriptors(bool exhausted)
{
    Q_EMIT notice(exhausted ? tr("No file descriptors are left: new clients wait until others have left, or until more "
                                 "descriptors are allowed (ulimit -n).")
                            : tr("File descriptors are free again: clients are accepted."));
}

void Source::compose(quint64 ticket, const QByteArray &payload, bool isBinary)
{
    Q_UNUSED(payload)
    Q_UNUSED(isBinary)
    Q_EMIT composed({ticket, ComposeOutcome::Kind::NotSent, tr("Only a client of the inspector can send.")});
}

} // namespace Inspector
