// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// A process that captures: `capture_child FILE MESSAGES [RATE]`. Every 20 ms it prints
//     sent <messages that were observed> <time of the last one in ns>
//     published <messages that a reader can see>
// and at the end `done <messages> <milliseconds>`. After a disk error it prints `failed <reason>` and ends with 3.
// The tests kill it; by hand it measures the writer.
#include "inspector/capture/capturewriter.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>

#include <atomic>
#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3)
        return 2;
    const qint64 messages = arguments.at(2).toLongLong();
    const qint64 rate = arguments.size() > 3 ? arguments.at(3).toLongLong() : 0; // per second, 0: unlimited

    auto created = Inspector::CaptureWriter::create(arguments.at(1));
    if (const auto *const error = std::get_if<Inspector::CaptureError>(&created)) {
        std::printf("failed %s\n", qUtf8Printable(error->text()));
        return 3;
    }
    auto &writer = *std::get<0>(created);
    std::atomic<bool> broken = false;
    std::atomic<bool> room = true;
    QObject::connect(
        &writer, &Inspector::CaptureWriter::failed, &writer,
        [&](const Inspector::CaptureError &error) {
            std::printf("failed %s\n", qUtf8Printable(error.text()));
            std::fflush(stdout);
            broken = true;
        },
        Qt::DirectConnection);
    QObject::connect(
        &writer, &Inspector::CaptureWriter::resumed, &writer, [&] { room = true; }, Qt::DirectConnection);

    const QByteArray filler = QByteArray(R"(v=0\r\no=- 4004361386 4004361386 IN IP4 0.0.0.0\r\n)").repeated(20);
    const QByteArray payload =
        R"({"message_type": "peer_connection", "source_uuid": "a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b", )"
        R"("source_name": "a", "peer_uuid": "484c5196-7a4a-42b1-9179-2e1118fc7b11", )"
        R"("description_type": "offer", "description": ")"
        + filler + R"(", "error": null})";
    QElapsedTimer timer;
    timer.start();
    qint64 printed = 0;
    qint64 sent = 0;
    qint64 lastNs = 0;
    while (sent < messages && !broken) {
        const qint64 now = timer.elapsed();
        if (now - printed >= 20) {
            printed = now;
            std::printf("sent %lld %lld\n", static_cast<long long>(sent), static_cast<long long>(lastNs));
            std::printf("published %u\n", writer.publishedMessages());
            std::fflush(stdout);
        }
        if (!room || (rate > 0 && sent * 1000 > now * rate)) {
            QThread::usleep(500);
            continue;
        }
        RelayCore::WireMessage message;
        message.wireBytes = payload.size() + 8;
        message.payload = QByteArray(payload.constData(), payload.size());
        room = false; // Before observe(): resumed() may come before it returns.
        lastNs = RelayCore::wireTimeNs();
        const auto flow = writer.observe({1, RelayCore::ConnectionId(1 + sent % 4), lastNs, message});
        if (flow == RelayCore::WireObserver::FlowControl::Continue)
            room = true;
        ++sent;
    }
    writer.finish();
    if (broken)
        return 3;
    if (const auto leftover = writer.leftover())
        std::printf("leftover %s\n", qUtf8Printable(leftover->file));
    std::printf("done %lld %lld\n", static_cast<long long>(sent), static_cast<long long>(timer.elapsed()));
    return EXIT_SUCCESS;
}
