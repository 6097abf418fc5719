// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/echostep.h"

#include "inspector/check/checktexts.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

EchoStep::EchoStep(ProbeContext &context)
    : ChannelStep(CheckStep::Echo, context)
    , m_sent(options().name, options().uuid)
{}

void EchoStep::startOnChannel()
{
    channel().sendText(m_sent.encoded());
}

void EchoStep::onDeadline()
{
    fail(timeoutProblem(Kind::EchoTimeout));
}

void EchoStep::onText(const QByteArray &utf8)
{
    const EchoAnswer answer = m_sent.validate(utf8);
    if (!answer.isOurs) {
        ++m_foreignMessages;
        return;
    }
    if (answer.problem)
        return fail(context().completed(*answer.problem));
    const qsizetype size = m_sent.encoded().size();
    StepReport result = report(Outcome::Ok, CheckTexts::tr("%1 bytes to ourselves came back unchanged").arg(size));
    result.detail = {{u"bytes"_s, size}, {u"other_messages"_s, m_foreignMessages}};
    if (m_foreignMessages > 0)
        result.notes.append(m_foreignMessages == 1
                                ? CheckTexts::tr("1 message of another client came, too")
                                : CheckTexts::tr("%1 messages of others came, too").arg(m_foreignMessages));
    finish(result);
}

} // namespace Inspector
