// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/connectionmodel.h"

QT_BEGIN_NAMESPACE
class QPainter;
class QPointF;
QT_END_NAMESPACE

namespace Inspector {

class Theme;

/// Paints what state a connection is in: filled, hollow or crossed, so that it is not shown by colour alone.
void paintStateDot(QPainter *painter, const Theme &theme, const QPointF &centre, ConnectionModel::State state);

} // namespace Inspector
