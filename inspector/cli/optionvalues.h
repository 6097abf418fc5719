// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QUuid>

#include <CLI/CLI.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <variant>

/// Options of a verb that are converted to their final type while CLI11 parses: each reader turns the text of an option
/// into a value, or into a sentence that follows the option's name in the error message.
namespace Inspector::OptionValues {

template<typename Value>
using Result = std::variant<Value, QString>;

/// Any text but the empty one, which an unset variable of a script would give.
[[nodiscard]] Result<QString> text(const QString &given);
/// A number of seconds, with a fraction where needed, from a millisecond to thirty years.
[[nodiscard]] Result<std::chrono::milliseconds> seconds(const QString &given);
[[nodiscard]] Result<quint16> port(const QString &given);
[[nodiscard]] Result<QUuid> uuid(const QString &given);
/// A whole number from \a minimum to 2^30.
[[nodiscard]] Result<qint64> integer(const QString &given, qint64 minimum);
/// A whole number above zero.
[[nodiscard]] Result<quint64> count(const QString &given);

/// Returns \a text as Qt's string.
[[nodiscard]] inline QString fromUtf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// Adds the option \a name to \a verb. What \a read returns is assigned to \a target, which outlives the parsing; a
/// sentence instead of a value ends the parsing with a CLI::ValidationError.
template<typename Target, typename Read>
CLI::Option *add(CLI::App *verb, const std::string &name, Target &target, Read read, const std::string &description)
{
    return verb->add_option_function<std::string>(
        name,
        [&target, read, name](const std::string &given) {
            auto value = read(fromUtf8(given));
            if (const auto *problem = std::get_if<1>(&value))
                throw CLI::ValidationError(name.substr(name.rfind(',') + 1), problem->toStdString());
            target = std::get<0>(std::move(value));
        },
        description);
}

/// Adds an option that takes any text but the empty one: a name, a path.
template<typename Target>
CLI::Option *addText(CLI::App *verb, const std::string &name, const std::string &type, Target &target,
                     const std::string &description)
{
    return add(verb, name, target, text, description)->type_name(type);
}

/// Adds an option that takes seconds. \a target is of std::chrono::milliseconds, or an optional of them.
template<typename Target>
CLI::Option *addSeconds(CLI::App *verb, const std::string &name, Target &target, const std::string &description)
{
    return add(verb, name, target, seconds, description)->type_name("SECONDS");
}

} // namespace Inspector::OptionValues
