// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/usageerror.h"

#include "inspector/cli/eventlines.h"
#include "inspector/cli/output.h"
#include "relaycore/wire/wireevent.h"

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

void reportFailure(const QString &problem, bool asEvent)
{
    if (asEvent)
        Output::write(EventLines::error(usageError(problem), RelayCore::wireTimeNs()));
    Output::say(problem);
}

} // namespace Inspector
