// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/attemptmodel.h"
#include "inspector/models/laddermodel.h"
#include "inspector/models/pairmodel.h"
#include "inspector/theme/theme.h"

#include <QtQml/QtQml>

/// The C++ types that the components of this module use; they receive objects of them and never create one.
namespace Inspector {

struct ForeignTheme
{
    Q_GADGET
    QML_FOREIGN(Inspector::Theme)
    QML_NAMED_ELEMENT(Theme)
    QML_UNCREATABLE("The application has one theme.")
};

struct ForeignLadderModel
{
    Q_GADGET
    QML_FOREIGN(Inspector::LadderModel)
    QML_NAMED_ELEMENT(LadderModel)
    QML_UNCREATABLE("The window has one ladder.")
};

struct ForeignPairModel
{
    Q_GADGET
    QML_FOREIGN(Inspector::PairModel)
    QML_NAMED_ELEMENT(PairModel)
    QML_UNCREATABLE("The window has one list of pairs.")
};

struct ForeignAttemptModel
{
    Q_GADGET
    QML_FOREIGN(Inspector::AttemptModel)
    QML_NAMED_ELEMENT(AttemptModel)
    QML_UNCREATABLE("The window shows one attempt.")
};

} // namespace Inspector
