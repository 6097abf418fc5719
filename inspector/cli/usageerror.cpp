// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/usageerror.h"

namespace Inspector {

namespace {

RelayCore::RelayError fatalError(RelayCore::RelayError::Category category, const QString &text)
{
    RelayCore::RelayError error;
    error.category = category;
    error.phase = RelayCore::RelayError::Phase::Configuration;
    error.fatal = true;
    error.text = text;
    return error;
}

} // namespace

RelayCore::RelayError usageError(const QString &text)
{
    return fatalError(RelayCore::RelayError::Category::Usage, text);
}

RelayCore::RelayError addressError(const QString &text)
{
    return fatalError(RelayCore::RelayError::Category::InvalidAddress, text);
}

} // namespace Inspector
