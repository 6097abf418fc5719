// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

QT_BEGIN_NAMESPACE
class QMimeData;
class QWidget;
QT_END_NAMESPACE

namespace Inspector {

/// Takes a file that is dropped on a window, wherever in it.
class FileDrop final : public QObject
{
    Q_OBJECT

public:
    /// Lets \a window accept drops.
    explicit FileDrop(QWidget *window);

Q_SIGNALS:
    void dropped(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Returns the local file in \a data; empty where it holds none, or several.
    [[nodiscard]] static QString fileIn(const QMimeData *data);
};

} // namespace Inspector
