// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/textlines.h"

#include <utility>

namespace Inspector {

namespace {

// From here on characters may take two cells: CJK, and emoji as surrogate pairs.
constexpr char16_t firstWide = 0x1100;

} // namespace

TextLines::TextLines(QString content)
    : text(std::move(content))
{
    const char16_t *data = QStringView(text).utf16();
    bool isWide = false;
    starts.push_back(0);
    for (qsizetype i = 0; i < text.size(); ++i) {
        isWide |= data[i] >= firstWide;
        if (data[i] != u'\n')
            continue;
        wide.push_back(isWide);
        isWide = false;
        starts.push_back(quint32(i + 1));
    }
    wide.push_back(isWide);
}

} // namespace Inspector
