// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// Writes the C++ snippet of the message that the first argument names to standard output. The build compiles it.
#include "inspector/formats/messagesnippet.h"
#include "tests/interop/snippets/snippetsample.h"

#include <cstdio>

int main(int argc, char *argv[])
{
    using namespace Inspector;
    const QByteArray which = argc > 1 ? argv[1] : "";
    QByteArray payload = RelayCore::encode(SnippetSample::offer());
    if (which == "registration")
        payload = RelayCore::encode(RelayCore::RelayRegistration{SnippetSample::name(), SnippetSample::alpha});
    else if (which == "text")
        payload = "no \"relay\" message\n";
    const QString program =
        messageSnippet(SnippetLanguage::Cpp, SnippetSample::message(payload), SnippetSample::connection(false));
    return std::fputs(program.toUtf8().constData(), stdout) < 0 ? 1 : 0;
}
