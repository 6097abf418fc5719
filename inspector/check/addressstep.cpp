// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/addressstep.h"

#include "inspector/check/checktexts.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

AddressStep::AddressStep(ProbeContext &context)
    : ProbeStep(CheckStep::Address, context)
{}

void AddressStep::start()
{
    const QUrl &url = options().address;
    const QString shown = url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    StepReport result = report(Outcome::Ok, shown);
    result.took.reset();
    result.detail = {{u"url"_s, shown},
                     {u"host"_s, url.host()},
                     {u"port"_s, context().port()},
                     {u"tls"_s, context().isSecure()},
                     {u"name"_s, options().name},
                     {u"uuid"_s, options().uuid.toString(QUuid::WithoutBraces)}};
    if (url.port() < 0)
        result.notes.append(CheckTexts::tr("port %1, since the address names none").arg(context().port()));
    if (options().warnOfReadableToken) {
        const Problem readable = context().problem(Kind::TokenUnencrypted);
        result.outcome = Outcome::Warning;
        result.problems.append(readable);
        result.notes.append(describe(readable));
    }
    finish(result);
}

} // namespace Inspector
