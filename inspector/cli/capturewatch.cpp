// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/capturewatch.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/capture/capturewriter.h"
#include "inspector/check/formatting.h"

#include <QtCore/QFile>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

void watchStore(const CaptureWriter &writer, QObject &context, const std::function<void(const QString &)> &say)
{
    if (!isDatabaseAddress(writer.path()))
        return;
    say(u"recording into %1"_s.arg(writer.path()));
    QObject::connect(&writer, &CaptureWriter::storeAway, &context, [say](const QString &reason) {
        say(u"the database does not take the capture; it is kept in a local file meanwhile: %1."_s.arg(reason));
    });
    QObject::connect(&writer, &CaptureWriter::storeBack, &context,
                     [say] { say(u"the database takes the capture again"_s); });
}

void finishCapture(CaptureWriter &writer, const std::function<void(const QString &)> &say)
{
    writer.finish();
    if (const quint64 messages = writer.unrecordedMessages(); messages > 0)
        say(counted(qsizetype(messages), "message"_L1, "messages"_L1)
            + u" passed unrecorded after the capture could not be written"_s);
    if (const auto leftover = writer.leftover()) {
        const QString reason = leftover->reason.isEmpty() ? QString() : u" (%1)"_s.arg(leftover->reason);
        say(counted(qsizetype(leftover->messages), "message has"_L1, "messages have"_L1)
            + u" not reached the database%1. They are in %2; relayctl captures drain brings them in"_s.arg(
                reason, leftover->file));
    }
}

void discardCapture(CaptureWriter &writer)
{
    writer.finish();
    if (!isDatabaseAddress(writer.path()))
        QFile::remove(writer.path());
}

} // namespace Inspector
