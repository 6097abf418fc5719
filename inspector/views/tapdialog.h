// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/tap/tapdirectory.h"

#include <QtCore/QTimer>
#include <QtWidgets/QDialog>

#include <functional>

QT_BEGIN_NAMESPACE
class QPushButton;
class QTreeWidget;
QT_END_NAMESPACE

namespace Inspector {

/// Lists the applications that have their tap open, to attach to one or several. The list follows what is started and
/// ended meanwhile; the selection stays.
class TapDialog final : public QDialog
{
    Q_OBJECT

public:
    using Directory = std::function<QList<RelayCore::TapAddress>()>;

    /// \param directory  returns the open taps; RelayCore::runningTaps() if it is not set.
    explicit TapDialog(QWidget *parent = nullptr, Directory directory = {});

    /// Returns the selected taps.
    [[nodiscard]] QList<RelayCore::TapAddress> taps() const;

private:
    void refresh();

    Directory m_directory;
    QList<RelayCore::TapAddress> m_taps;
    QTimer m_timer;
    QTreeWidget *m_list = nullptr;
    QPushButton *m_attach = nullptr;
};

} // namespace Inspector
