// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/keytext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Keys
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Keys)
};

} // namespace

QString keyText(const QKeySequence &key)
{
    QStringList parts = key.toString(QKeySequence::PortableText).split(u'+');
    for (QString &part : parts) {
        if (part == "Ctrl"_L1)
            part = Keys::tr("Ctrl");
        else if (part == "Shift"_L1)
            part = Keys::tr("Shift");
        else if (part == "Space"_L1)
            part = Keys::tr("Space");
        else if (part == "End"_L1)
            part = Keys::tr("End");
    }
    return parts.join(u'+');
}

} // namespace Inspector
