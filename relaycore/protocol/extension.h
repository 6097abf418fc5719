// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QSharedData>

namespace RelayCore {

/// Where a later version keeps the members that it adds to a public value.
///
/// A public value that may grow has a pointer to it, which is null until a later version has something to keep. The
/// value keeps its size and the places of its members, so that programs built against an older version go on working.
/// See docs/HACKING.md, "Binary compatibility". \since 0.1
class RELAYCORE_EXPORT ValueExtension : public QSharedData
{
public:
    ValueExtension() = default;
    ValueExtension(const ValueExtension &) = default; ///< Copies the members; the copy has a count of its own.
    ValueExtension &operator=(const ValueExtension &) = delete;
    virtual ~ValueExtension();
};

/// Shared between copies of a value; whatever writes to it detaches first.
using ValueExtensionPointer = QExplicitlySharedDataPointer<ValueExtension>;

} // namespace RelayCore
