// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The relay under libFuzzer.
#include "tests/fuzz/mutator.h"
#include "tests/fuzz/relaytarget.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cstdlib>
#include <cstring>

extern "C" {
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
size_t LLVMFuzzerCustomMutator(unsigned char *data, size_t size, size_t maxSize, unsigned int seed);
size_t LLVMFuzzerMutate(unsigned char *data, size_t size, size_t maxSize); // libFuzzer's own.
}

namespace {

Fuzz::RelayTarget *target = nullptr; ///< Lives until the process ends: libFuzzer does not say when it is done.

} // namespace

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    qputenv("QT_FATAL_WARNINGS", "1");
    static QCoreApplication application(*argc, *argv);
    target = new Fuzz::RelayTarget;
    std::atexit([] { qInfo("%s", qPrintable(target->summary())); });
    return 0;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QString problem = target->run({reinterpret_cast<const char *>(data), qsizetype(size)});
    if (!problem.isEmpty())
        qFatal("%s", qPrintable(problem));
    return 0;
}

size_t LLVMFuzzerCustomMutator(unsigned char *data, size_t size, size_t maxSize, unsigned int seed)
{
    static const QList<QByteArray> words = Fuzz::readDictionary(QStringLiteral(RELAY_FUZZ_DICTIONARY));
    Fuzz::Mutator mutator(seed, words, Fuzz::RelayTarget::messages());
    // Frames that are well formed but for one thing get far; what libFuzzer has learned gets anywhere else.
    if (mutator.chance(40))
        return LLVMFuzzerMutate(data, size, maxSize);
    const QByteArrayView input(reinterpret_cast<const char *>(data), qsizetype(size));
    const Fuzz::Script script =
        mutator.chance(20) ? Fuzz::madeUp(mutator) : Fuzz::changed(Fuzz::Script::read(input), mutator);
    const QByteArray bytes = script.write();
    const size_t used = std::min(maxSize, size_t(bytes.size()));
    std::memcpy(data, bytes.constData(), used);
    return used;
}
