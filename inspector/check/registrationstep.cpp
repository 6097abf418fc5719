// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/registrationstep.h"

#include "inspector/check/checktexts.h"
#include "inspector/check/relayanswer.h"
#include "relaycore/protocol/codec.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

RegistrationStep::RegistrationStep(ProbeContext &context)
    : ChannelStep(CheckStep::Registration, context)
{}

std::chrono::milliseconds RegistrationStep::timeout() const
{
    return options().registrationTimeout;
}

void RegistrationStep::startOnChannel()
{
    const RelayCore::RelayRegistration registration{options().name, options().uuid};
    channel().sendText(RelayCore::encode(registration));
    channel().start(std::exchange(context().firstFrames, {}));
}

void RegistrationStep::onDeadline()
{
    fail(timeoutProblem(Kind::RegistrationTimeout));
}

void RegistrationStep::onText(const QByteArray &utf8)
{
    if (const std::optional<Problem> found = validateRegistration(utf8))
        return fail(context().completed(*found));
    const QString uuid = options().uuid.toString(QUuid::WithoutBraces);
    StepReport result = report(Outcome::Ok, CheckTexts::tr("as %1").arg(context().clean(options().name)));
    result.notes.append(uuid);
    result.detail = {{u"name"_s, options().name}, {u"uuid"_s, uuid}};
    finish(result);
}

void RegistrationStep::onBinary(qsizetype bytes)
{
    fail(context().problem(Kind::NotARelay, CheckTexts::tr("a binary message of %1 bytes").arg(bytes)));
}

} // namespace Inspector
