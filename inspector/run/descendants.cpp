// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/run/descendants.h"

#include <QtCore/qsystemdetection.h>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/wait.h>
#endif

namespace Inspector::Descendants {

void adopt()
{
#ifdef Q_OS_LINUX
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
}

bool areLeft()
{
#ifdef Q_OS_LINUX
    pid_t ended = 0;
    do {
        ended = ::waitpid(-1, nullptr, WNOHANG);
    } while (ended > 0);
    return ended == 0; // -1: there is no child at all.
#else
    return false;
#endif
}

} // namespace Inspector::Descendants
