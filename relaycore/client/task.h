// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace RelayCore {

/// A call for later, like std::function<void()>, but it may own what can only be moved, such as a QPromise. Private to
/// this room.
class Task
{
public:
    template<typename Call>
    requires(!std::is_same_v<std::remove_cvref_t<Call>, Task>)
        Task(Call &&call) // NOLINT(google-explicit-constructor): a lambda is a task.
        : m_call(std::make_unique<Model<std::remove_cvref_t<Call>>>(std::forward<Call>(call)))
    {}

    void operator()() { m_call->run(); }

private:
    struct Concept
    {
        Concept() = default;
        Concept(const Concept &) = delete;
        Concept &operator=(const Concept &) = delete;
        virtual ~Concept() = default;
        virtual void run() = 0;
    };
    template<typename Call>
    struct Model final : Concept
    {
        template<typename From>
        explicit Model(From &&from)
            : call(std::forward<From>(from))
        {}
        void run() override { call(); }
        Call call;
    };

    std::unique_ptr<Concept> m_call;
};

} // namespace RelayCore
