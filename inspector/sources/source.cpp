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

} // namespace Inspector
