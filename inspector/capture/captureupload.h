// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureerror.h"
#include "inspector/capture/capturereader.h"

#include <QtCore/QString>

#include <optional>

namespace Inspector {

/// Writes what \a reader reads into a new capture of a database, which \a address names. Returns why that failed.
[[nodiscard]] std::optional<CaptureError> uploadCapture(const CaptureReader &reader, const QString &address);

} // namespace Inspector
