// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/source.h"

namespace Inspector {

Source::Source(RelayCore::WireObserver &observer, QObject *parent)
    : QObject(parent)
    , m_observer(observer)
    , m_id(RelayCore::nextSourceId())
{}

} // namespace Inspector
