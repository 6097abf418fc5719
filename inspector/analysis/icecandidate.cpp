// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/icecandidate.h"

#include <QtCore/QCoreApplication>

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

template<typename String>
QString BasicIceCandidate<String>::endpoint() const
{
    const QString text = QStringView(address).toString();
    return (text.contains(u':') ? u'[' + text + u']' : text) + u':' + QString::number(port);
}

template<typename String>
QString BasicIceCandidate<String>::tcpType() const
{
    const auto found = std::find_if(extensions.cbegin(), extensions.cend(),
                                    [](const Extension &extension) { return extension.name == u"tcptype"; });
    return found == extensions.cend() ? QString() : QStringView(found->value).toString().toLower();
}

template<typename String>
QString BasicIceCandidate<String>::toString() const
{
    QString text;
    const auto add = [&text](QStringView part) {
        if (!text.isEmpty())
            text += u' ';
        text += part;
    };
    add(foundation);
    add(QString::number(component));
    add(transport);
    add(QString::number(priority));
    add(address);
    add(QString::number(port));
    add(u"typ");
    add(type);
    if (!relatedAddress.isEmpty()) {
        add(u"raddr");
        add(relatedAddress);
    }
    if (relatedPort) {
        add(u"rport");
        add(QString::number(*relatedPort));
    }
    for (const Extension &extension : extensions) {
        add(extension.name);
        add(extension.value);
    }
    return text;
}

template struct BasicIceCandidate<QString>;
template struct BasicIceCandidate<QStringView>;

IceCandidate copyOf(const IceCandidateView &candidate)
{
    IceCandidate copy;
    copy.foundation = candidate.foundation.toString();
    copy.component = candidate.component;
    copy.transport = candidate.transport.toString();
    copy.priority = candidate.priority;
    copy.address = candidate.address.toString();
    copy.port = candidate.port;
    copy.type = candidate.type.toString();
    copy.relatedAddress = candidate.relatedAddress.toString();
    copy.relatedPort = candidate.relatedPort;
    for (const IceCandidateView::Extension &each : candidate.extensions)
        copy.extensions.append({each.name.toString(), each.value.toString()});
    return copy;
}

template<typename String>
BasicIceCandidateResult<String> readIceCandidate(QStringView value, SdpTexts<String> &texts)
{
    const SdpWords words = sdpWords(value);
    if (words.size() < fixedParts || !isName(words.at(6), u"typ")) {
        return {{}, Text::tr("a candidate needs foundation, component, transport, priority, address, port and “typ”.")};
    }
    const auto component = sdpNumber<int>(words.at(1), 256);
    const auto priority = sdpNumber<quint32>(words.at(3), std::numeric_limits<quint32>::max());
    const auto port = sdpNumber<quint16>(words.at(5), std::numeric_limits<quint16>::max());
    if (!component || *component == 0 || !priority || !port)
        return {{}, Text::tr("component, priority or port of the candidate is not a number in range.")};

    BasicIceCandidateResult<String> result;
    BasicIceCandidate<String> &candidate = result.candidate.emplace();
    candidate.foundation = texts.text(words.at(0));
    candidate.component = *component;
    candidate.transport = texts.lower(words.at(2));
    candidate.priority = *priority;
    candidate.address = texts.text(words.at(4));
    candidate.port = *port;
    candidate.type = texts.lower(words.at(7));

    qsizetype at = fixedParts;
    for (; at + 1 < words.size(); at += 2) {
        const QStringView name = words.at(at);
        const QStringView text = words.at(at + 1);
        if (isName(name, u"raddr") && candidate.relatedAddress.isEmpty() && candidate.extensions.isEmpty()) {
            candidate.relatedAddress = texts.text(text);
        } else if (isName(name, u"rport") && !candidate.relatedPort && candidate.extensions.isEmpty()) {
            candidate.relatedPort = sdpNumber<quint16>(text, std::numeric_limits<quint16>::max());
            if (!candidate.relatedPort)
                result.problem = Text::tr("“%1” is not a port (0 to 65535).").arg(text);
        } else {
            if (candidate.extensions.isEmpty())
                candidate.extensions.reserve((words.size() - at) / 2);
            candidate.extensions.append({texts.text(name), texts.text(text)});
        }
    }
    if (at < words.size())
        result.problem = Text::tr("“%1” of the candidate has no value.").arg(words.at(at));
    return result;
}

template IceCandidateResult readIceCandidate(QStringView, SdpTexts<QString> &);
template BasicIceCandidateResult<QStringView> readIceCandidate(QStringView, SdpTexts<QStringView> &);

IceCandidateResult parseIceCandidate(QStringView value)
{
    SdpTexts<QString> texts;
    return readIceCandidate(value, texts);
}

} // namespace Inspector
