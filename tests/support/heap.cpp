// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/support/heap.h"

#include <QtCore/QFile>

#include <malloc.h>
#include <unistd.h>

// GCC says it by the one, clang by the other; Qt defines __has_feature where the compiler does not.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || __has_feature(address_sanitizer)                  \
    || __has_feature(thread_sanitizer)
#define RELAY_SANITIZED_HEAP
#endif

#if defined(RELAY_SANITIZED_HEAP)
/// Of the sanitizers' run-time library; its header is not installed with every compiler.
extern "C" size_t __sanitizer_get_current_allocated_bytes();
#endif

namespace TestSupport {

qint64 heapBytes()
{
#if defined(RELAY_SANITIZED_HEAP)
    return static_cast<qint64>(__sanitizer_get_current_allocated_bytes());
#else
    const auto info = ::mallinfo2();
    return static_cast<qint64>(info.uordblks + info.hblkhd);
#endif
}

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

} // namespace TestSupport
