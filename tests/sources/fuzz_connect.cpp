// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// What a client asks of a forward proxy, under libFuzzer.
#include "tests/sources/connecttarget.h"

#include <QtCore/QCoreApplication>

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv);
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const QCoreApplication application(*argc, *argv);
    return 0;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QString problem = Fuzz::tryConnect({reinterpret_cast<const char *>(data), qsizetype(size)});
    if (!problem.isEmpty())
        qFatal("%s", qPrintable(problem));
    return 0;
}
