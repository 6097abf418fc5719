// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/descriptors.h"

#include <QtCore/qsystemdetection.h>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace Inspector {

long long raiseDescriptorLimit()
{
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    if (limit.rlim_cur < limit.rlim_max) {
        rlimit raised = limit;
        raised.rlim_cur = limit.rlim_max;
        if (::setrlimit(RLIMIT_NOFILE, &raised) == 0)
            limit = raised;
    }
    return static_cast<long long>(limit.rlim_cur);
#else
    return 0;
#endif
}

} // namespace Inspector
