// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace RelayCore {

/// A call for later, like std::function<void()>, but it may own what can only be moved, such as a QPromise, and takes
/// no memory of its own for up to three pointers: a client makes two for every message. Private to this room.
class Task
{
public:
    template<typename Call>
    requires(!std::is_same_v<std::remove_cvref_t<Call>, Task>)
        Task(Call &&call) // NOLINT(google-explicit-constructor): a lambda is a task.
    {
        using Plain = std::remove_cvref_t<Call>;
        if constexpr (sizeof(Model<Plain>) <= room && alignof(Model<Plain>) <= alignof(void *))
            new (m_model.data()) Model<Plain>(std::forward<Call>(call));
        else
            new (m_model.data()) Model<Boxed<Plain>>(Boxed<Plain>{std::make_unique<Plain>(std::forward<Call>(call))});
    }
    Task(Task &&other) noexcept { other.model().moveTo(m_model.data()); }
    Task &operator=(Task &&other) noexcept
    {
        if (this != &other) {
            std::destroy_at(&model());
            other.model().moveTo(m_model.data());
        }
        return *this;
    }
    Task(const Task &) = delete;
    Task &operator=(const Task &) = delete;
    ~Task() { std::destroy_at(&model()); }

    void operator()() { model().run(); }

private:
    struct Concept
    {
        Concept() = default;
        Concept(const Concept &) = delete;
        Concept &operator=(const Concept &) = delete;
        virtual ~Concept() = default;
        virtual void run() = 0;
        virtual void moveTo(void *place) noexcept = 0;
    };
    template<typename Call>
    struct Model final : Concept
    {
        template<typename From>
        explicit Model(From &&from)
            : call(std::forward<From>(from))
        {}
        void run() override { call(); }
        void moveTo(void *place) noexcept override { new (place) Model(std::move(call)); }
        Call call;
    };
    template<typename Call>
    struct Boxed
    {
        void operator()() { (*call)(); }
        std::unique_ptr<Call> call;
    };

    static constexpr std::size_t room = sizeof(Concept) + 3 * sizeof(void *);

    [[nodiscard]] Concept &model() { return *std::launder(reinterpret_cast<Concept *>(m_model.data())); }

    alignas(void *) std::array<std::byte, room> m_model;
};

} // namespace RelayCore
