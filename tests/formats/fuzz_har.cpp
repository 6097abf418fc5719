// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// Reading HAR under libFuzzer.
#include "tests/formats/formatstarget.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QString problem = Fuzz::tryHar({reinterpret_cast<const char *>(data), qsizetype(size)});
    if (!problem.isEmpty())
        qFatal("%s", qPrintable(problem));
    return 0;
}
