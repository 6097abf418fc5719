// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/completion.h"

#include "inspector/cli/optionvalues.h"

#include <array>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace OptionValues;

namespace {

constexpr auto footer = R"(
Examples:
  relayctl completion bash > ~/.local/share/bash-completion/completions/relayctl
  relayctl completion zsh > ~/.zfunc/_relayctl       (with ~/.zfunc in fpath)
  relayctl completion fish > ~/.config/fish/completions/relayctl.fish)";

/// What an option takes.
struct Value
{
    bool isTaken = false;
    bool isFile = false;
    QByteArrayList choices;
};

struct OptionLine
{
    QByteArrayList names; ///< "-c", "--config"
    QByteArray description;
    Value value;
};

struct VerbLine
{
    QByteArray name;
    QByteArray description;
    std::vector<OptionLine> options;
    std::vector<Value> arguments;
};

Value valueOf(const CLI::Option &option)
{
    Value value;
    value.isTaken = option.get_type_size() != 0;
    const QByteArray type = QByteArray::fromStdString(option.get_type_name());
    constexpr std::array fileTypes{"FILE", "FILE|URL", "FOLDER", "PEM", "PATH", "IN", "OUT", "REPORT"};
    for (const char *const name : fileTypes)
        value.isFile = value.isFile || type == name;
    if (type.contains('|') && type == type.toLower())
        value.choices = type.split('|');
    return value;
}

std::vector<VerbLine> verbsOf(const CLI::App &app)
{
    std::vector<VerbLine> verbs;
    for (const CLI::App *const verb : app.get_subcommands([](const CLI::App *) { return true; })) {
        VerbLine line{
            QByteArray::fromStdString(verb->get_name()), QByteArray::fromStdString(verb->get_description()), {}, {}};
        for (const CLI::Option *const option : verb->get_options()) {
            OptionLine entry{{}, QByteArray::fromStdString(option->get_description()), valueOf(*option)};
            for (const std::string &name : option->get_snames())
                entry.names.append('-' + QByteArray::fromStdString(name));
            for (const std::string &name : option->get_lnames())
                entry.names.append("--" + QByteArray::fromStdString(name));
            if (entry.names.isEmpty())
                line.arguments.push_back(entry.value);
            else
                line.options.push_back(std::move(entry));
        }
        verbs.push_back(std::move(line));
    }
    return verbs;
}

QByteArray quoted(QByteArray text)
{
    return '\'' + text.replace('\'', "'\\''") + '\'';
}

QByteArray bashScript(const std::vector<VerbLine> &verbs)
{
    QByteArrayList names;
    QByteArray cases;
    for (const VerbLine &verb : verbs) {
        names.append(verb.name);
        QByteArrayList options;
        QByteArray values;
        for (const OptionLine &option : verb.options) {
            options += option.names;
            if (!option.value.isTaken)
                continue;
            const QByteArray reply = !option.value.choices.isEmpty() ? "words " + quoted(option.value.choices.join(' '))
                                     : option.value.isFile           ? "files"_ba
                                                                     : "return"_ba;
            values += "        " + option.names.join('|') + ") " + reply + "; return ;;\n";
        }
        QByteArray first;
        bool takesFiles = false;
        for (const Value &argument : verb.arguments) {
            takesFiles = takesFiles || argument.isFile;
            if (!argument.choices.isEmpty())
                first = "        words " + quoted(argument.choices.join(' ')) + "\n";
        }
        cases += "    " + verb.name + ")\n        case $previous in\n" + values + "        esac\n"
                 + "        if [[ $current == -* ]]; then words " + quoted(options.join(' ')) + "; return; fi\n" + first
                 + (takesFiles ? "        files\n" : "") + "        ;;\n";
    }
    return "# bash completion for relayctl, written by: relayctl completion bash\n"
           "_relayctl() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    COMPREPLY=()\n"
           "    words() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$current\"); }\n"
           "    files() { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); }\n"
           "    if ((COMP_CWORD == 1)); then words "
           + quoted(names.join(' ') + " --help --version") + "; return; fi\n    case ${COMP_WORDS[1]} in\n" + cases
           + "    esac\n}\ncomplete -F _relayctl relayctl\n";
}

/// A description inside brackets of _arguments.
QByteArray zshText(QByteArray text)
{
    return text.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
}

QByteArray zshAction(const Value &value)
{
    if (!value.choices.isEmpty())
        return ":value:(" + value.choices.join(' ') + ')';
    return value.isFile ? ":file:_files" : ":value: ";
}

QByteArray zshScript(const std::vector<VerbLine> &verbs)
{
    QByteArray names;
    QByteArray cases;
    for (const VerbLine &verb : verbs) {
        names += "        " + quoted(verb.name + ':' + QByteArray(verb.description).replace(":", "\\:")) + '\n';
        cases += "    " + verb.name + ")\n        _arguments";
        for (const OptionLine &option : verb.options) {
            for (const QByteArray &name : option.names) {
                cases += " \\\n            "
                         + quoted(name + '[' + zshText(option.description) + ']'
                                  + (option.value.isTaken ? zshAction(option.value) : QByteArray()));
            }
        }
        for (const Value &argument : verb.arguments)
            cases += " \\\n            " + quoted(':' + zshAction(argument).sliced(1));
        cases += "\n        ;;\n";
    }
    return "#compdef relayctl\n# zsh completion for relayctl, written by: relayctl completion zsh\n"
           "_relayctl() {\n    local -a verbs\n    verbs=(\n"
           + names
           + "    )\n    if ((CURRENT == 2)); then _describe verb verbs; return; fi\n    local verb=${words[2]}\n"
             "    shift words\n    ((CURRENT--))\n    case $verb in\n"
           + cases + "    esac\n}\n_relayctl \"$@\"\n";
}

QByteArray fishScript(const std::vector<VerbLine> &verbs)
{
    QByteArray script =
        "# fish completion for relayctl, written by: relayctl completion fish\ncomplete -c relayctl -f\n";
    for (const VerbLine &verb : verbs) {
        script +=
            "complete -c relayctl -n __fish_use_subcommand -a " + verb.name + " -d " + quoted(verb.description) + '\n';
        const QByteArray seen = "complete -c relayctl -n " + quoted("__fish_seen_subcommand_from " + verb.name);
        for (const OptionLine &option : verb.options) {
            script += seen;
            for (const QByteArray &name : option.names)
                script += name.startsWith("--") ? " -l " + name.sliced(2) : " -s " + name.sliced(1);
            if (!option.value.choices.isEmpty())
                script += " -x -a " + quoted(option.value.choices.join(' '));
            else if (option.value.isTaken)
                script += option.value.isFile ? " -r -F" : " -x";
            script += " -d " + quoted(option.description) + '\n';
        }
        for (const Value &argument : verb.arguments) {
            if (!argument.choices.isEmpty())
                script += seen + " -a " + quoted(argument.choices.join(' ')) + '\n';
            else if (argument.isFile)
                script += seen + " -F\n";
        }
    }
    return script;
}

Result<Shell> shell(const QString &given)
{
    constexpr std::array names{"bash"_L1, "zsh"_L1, "fish"_L1}; // By Shell.
    for (size_t i = 0; i < names.size(); ++i) {
        if (given == names[i])
            return Shell(i);
    }
    return u"must be bash, zsh or fish, not %1"_s.arg(given);
}

} // namespace

void addCompletionVerb(CLI::App &app, CompletionOptions &options)
{
    CLI::App *verb = app.add_subcommand("completion", "Print the completion script of a shell");
    verb->footer(footer);
    add(verb, "shell", options.shell, shell, "The shell")->type_name("bash|zsh|fish")->required();
}

QByteArray completionScript(const CLI::App &app, Shell shell)
{
    const std::vector<VerbLine> verbs = verbsOf(app);
    switch (shell) {
    case Shell::Bash:
        return bashScript(verbs);
    case Shell::Zsh:
        return zshScript(verbs);
    case Shell::Fish:
        return fishScript(verbs);
    }
    Q_UNREACHABLE();
}

} // namespace Inspector
