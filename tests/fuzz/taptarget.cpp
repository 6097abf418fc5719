// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/taptarget.h"

#include "relaycore/tap/tapcodec.h"
#include "relaycore/tap/tapstream.h"

#include <vector>

namespace Fuzz {

using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

namespace {

std::vector<TapStream::Item> itemsOf(QByteArrayView input, qsizetype step)
{
    TapStream stream;
    std::vector<TapStream::Item> items;
    for (qsizetype at = 0; at < input.size(); at += step) {
        stream.append(input.sliced(at, qMin(step, input.size() - at)));
        while (auto item = stream.next())
            items.push_back(std::move(*item));
    }
    return items;
}

} // namespace

QString tryTap(QByteArrayView input)
{
    const std::vector<TapStream::Item> items = itemsOf(input, qMax(qsizetype(1), input.size()));
    if (items != itemsOf(input, 7))
        return u"The items depend on how the stream was cut."_s;
    for (const TapStream::Item &item : items) {
        if (const auto *error = std::get_if<TapStream::Error>(&item)) {
            if (error->text.isEmpty())
                return u"An error without a text."_s;
            if (&item != &items.back())
                return u"Something follows an error."_s;
        } else if (const auto *event = std::get_if<WireEvent>(&item)) {
            const QByteArray record = TapCodec::encode(*event);
            const auto again = TapCodec::decode(QByteArrayView(record).sliced(4));
            if (!again || *again != item)
                return u"An event changes when it is encoded."_s;
        }
    }
    return {};
}

} // namespace Fuzz
