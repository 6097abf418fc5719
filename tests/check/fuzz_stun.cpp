// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// Answers of STUN servers under libFuzzer.
#include "inspector/check/stunmessage.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const auto read = Inspector::readStunResponse({reinterpret_cast<const char *>(data), qsizetype(size)});
    const auto *const response = std::get_if<Inspector::StunResponse>(&read);
    if (response
        && (response->transaction.size() != Inspector::stunTransactionBytes || (!response->mapped && !response->error)))
        qFatal("An answer without transaction or address.");
    return 0;
}
