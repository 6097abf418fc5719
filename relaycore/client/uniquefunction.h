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
/// no memory of its own for up to three pointers: a client makes two for every message. Internal to this module.
class UniqueFunction
{
public:
    template<typename Call>
    requires(!std::is_same_v<std::remove_cvref_t<Call>, UniqueFunction>)
        UniqueFunction(Call &&call) // NOLINT(google-explicit-constructor): implicit, so that a lambda can be passed.
    {
        using Plain = std::remove_cvref_t<Call>;
        if constexpr (sizeof(Model<Plain>) <= room && alignof(Model<Plain>) <= alignof(void *))
            new (m_model.data()) Model<Plain>(std::forward<Call>(call));
        else
            new (m_model.data()) Model<Boxed<Plain>>(Boxed<Plain>{std::make_unique<Plain>(std::forward<Call>(call))});
    }
    UniqueFunction(UniqueFunction &&other) noexcept { other.model().moveTo(m_model.data()); }
    UniqueFunction &operator=(UniqueFunction &&other) noexcept
    {
        if (this != &other) {
            std::destroy_at(&model());
            other.model().moveTo(m_model.data());
        }
        return *this;
    }
    UniqueFunction(const UniqueFunction &) = delete;
    UniqueFunction &operator=(const UniqueFunction &) = delete;
    ~UniqueFunction() { std::destroy_at(&model()); }

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
