// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/icecandidate.h"

#include "inspector/analysis/sdpnumber.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Sdp)
};

constexpr qsizetype fixedParts = 8; // foundation component transport priority address port "typ" type

} // namespace

QString IceCandidate::endpoint() const
{
    const bool isIPv6 = address.contains(u':');
    return (isIPv6 ? u'[' + address + u']' : address) + u':' + QString::number(port);
}

QString IceCandidate::tcpType() const
{
    const auto found = std::find_if(extensions.cbegin(), extensions.cend(),
                                    [](const Extension &extension) { return extension.name == u"tcptype"; });
    return found == extensions.cend() ? QString() : found->value.toLower();
}

QString IceCandidate::toString() const
{
    QString text = QStringList{foundation, QString::number(component), transport, QString::number(priority),
                               address,    QString::number(port),      u"typ"_s,  type}
                       .join(u' ');
    if (!relatedAddress.isEmpty())
        text += u" raddr "_s + relatedAddress;
    if (relatedPort)
        text += u" rport "_s + QString::number(*relatedPort);
    for (const Extension &extension : extensions)
        text += u' ' + extension.name + u' ' + extension.value;
    return text;
}

IceCandidateResult parseIceCandidate(QStringView value)
{
    const QList<QStringView> words = value.split(u' ', Qt::SkipEmptyParts);
    if (words.size() < fixedParts || words.at(6) != "typ"_L1) {
        return {{}, Text::tr("a candidate needs foundation, component, transport, priority, address, port and “typ”.")};
    }
    const auto component = sdpNumber<int>(words.at(1), 256);
    const auto priority = sdpNumber<quint32>(words.at(3), std::numeric_limits<quint32>::max());
    const auto port = sdpNumber<quint16>(words.at(5), std::numeric_limits<quint16>::max());
    if (!component || *component == 0 || !priority || !port)
        return {{}, Text::tr("component, priority or port of the candidate is not a number in range.")};

    IceCandidate candidate;
    candidate.foundation = words.at(0).toString();
    candidate.component = *component;
    candidate.transport = words.at(2).toString().toLower();
    candidate.priority = *priority;
    candidate.address = words.at(4).toString();
    candidate.port = *port;
    candidate.type = words.at(7).toString().toLower();

    QString problem;
    qsizetype at = fixedParts;
    for (; at + 1 < words.size(); at += 2) {
        const QStringView name = words.at(at);
        const QStringView text = words.at(at + 1);
        if (name == "raddr"_L1 && candidate.relatedAddress.isEmpty() && candidate.extensions.isEmpty()) {
            candidate.relatedAddress = text.toString();
        } else if (name == "rport"_L1 && !candidate.relatedPort && candidate.extensions.isEmpty()) {
            candidate.relatedPort = sdpNumber<quint16>(text, std::numeric_limits<quint16>::max());
            if (!candidate.relatedPort)
                problem = Text::tr("“%1” is not a port (0 to 65535).").arg(text);
        } else {
            candidate.extensions.append({name.toString(), text.toString()});
        }
    }
    if (at < words.size())
        problem = Text::tr("“%1” of the candidate has no value.").arg(words.at(at));
    return {candidate, problem};
}

} // namespace Inspector
