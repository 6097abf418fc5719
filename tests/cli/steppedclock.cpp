// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// A library for LD_PRELOAD: a wall clock that steps while a process runs. The file that RELAY_TEST_CLOCK names holds
// the seconds that the wall clock is ahead; the monotonic clock stays as it is.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace {

long secondsAhead()
{
    const char *const path = std::getenv("RELAY_TEST_CLOCK");
    const int file = path ? ::open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0)
        return 0;
    std::array<char, 32> text{};
    const ssize_t size = ::read(file, text.data(), text.size() - 1);
    ::close(file);
    return size > 0 ? std::strtol(text.data(), nullptr, 10) : 0;
}

} // namespace

extern "C" {

// Hidden as everything else, they would not be called.
#pragma GCC visibility push(default)

int clock_gettime(clockid_t clock, timespec *time)
{
    static const auto real = reinterpret_cast<int (*)(clockid_t, timespec *)>(::dlsym(RTLD_NEXT, "clock_gettime"));
    const int result = real(clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        time->tv_sec += secondsAhead();
    return result;
}

int gettimeofday(timeval *time, void *)
{
    timespec now{};
    const int result = clock_gettime(CLOCK_REALTIME, &now);
    *time = {now.tv_sec, now.tv_nsec / 1'000};
    return result;
}

time_t time(time_t *result)
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (result)
        *result = now.tv_sec;
    return now.tv_sec;
}

#pragma GCC visibility pop
}
