// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturereader.h"
#include "inspector/formats/formaterror.h"
#include "inspector/formats/recordredactor.h"

#include <optional>

namespace Inspector {

/// Has \a redactor learn every row of a capture, and ends its learning: the first step of each redaction.
[[nodiscard]] std::optional<FormatError> learnCapture(const CaptureReader &reader, RecordRedactor &redactor,
                                                      const ConversionProgress &progress);

} // namespace Inspector
