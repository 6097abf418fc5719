// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/tapdialog.h"

#include "inspector/models/formatting.h"
#include "inspector/views/commandtext.h"
#include "inspector/views/dialoglist.h"
#include "inspector/views/dialogparts.h"
#include "inspector/views/emptytext.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using RelayCore::TapAddress;

namespace {

constexpr int refreshMs = 1'000;

} // namespace

TapDialog::TapDialog(QWidget *parent, Directory directory)
    : QDialog(parent)
    , m_directory(directory ? std::move(directory) : Directory(RelayCore::runningTaps))
{
    setObjectName(u"tapDialog"_s);
    setWindowTitle(tr("Attach to an application"));
    setMinimumWidth(560);

    m_list = new QTreeWidget(this);
    m_list->setObjectName(u"taps"_s);
    m_list->setAccessibleName(tr("Applications that have their tap open"));
    m_list->setHeaderLabels({tr("Application"), tr("Process"), tr("Open since")});
    m_list->setRootIsDecorated(false);
    setUpDialogList(m_list);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setMinimumHeight(dialogListHeight(m_list, 4));
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    (new EmptyText(m_list))
        ->setText(tr("No application of this user has its tap open"), tr("The list is kept current."));
    auto *command = new CommandText(this);
    command->setText(u"RELAYCORE_TAP=1 ./application"_s);

    QFormLayout *form = makeForm();
    form->addRow(m_list);
    addFormRow(form, tr("To open one"), command, command->button());
    m_attach = addDialogLayout(
        this,
        makeHeading(tr("Attach to an application"),
                    tr("Applications that embed RelayCore publish what their clients send and receive. Several can be "
                       "selected; after a restart of an application it is attached to again."),
                    this),
        form, tr("Attach"));

    connect(m_list, &QTreeWidget::itemSelectionChanged, this,
            [this] { m_attach->setEnabled(!m_list->selectedItems().isEmpty()); });
    connect(m_list, &QTreeWidget::itemActivated, this, &TapDialog::accept);
    connect(&m_timer, &QTimer::timeout, this, &TapDialog::refresh);
    m_timer.start(refreshMs);
    refresh();
    if (m_list->topLevelItemCount() == 1)
        m_list->topLevelItem(0)->setSelected(true);
    m_list->setFocus();
}

QList<TapAddress> TapDialog::taps() const
{
    QList<TapAddress> selected;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        if (m_list->topLevelItem(i)->isSelected())
            selected.append(m_taps.at(i));
    }
    return selected;
}

void TapDialog::refresh()
{
    const QList<TapAddress> taps = m_directory();
    const auto same = [](const TapAddress &one, const TapAddress &other) {
        return one.pid == other.pid && one.startedNs == other.startedNs;
    };
    if (!m_taps.isEmpty() && std::equal(taps.cbegin(), taps.cend(), m_taps.cbegin(), m_taps.cend(), same))
        return;
    QList<qint64> selected;
    for (const TapAddress &tap : this->taps())
        selected.append(tap.pid);
    m_taps = taps;
    m_list->clear();
    for (const TapAddress &tap : taps) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(tap.startedNs / 1'000'000);
        auto *item = new QTreeWidgetItem(m_list, {singleLine(tap.application), QString::number(tap.pid),
                                                  QLocale().toString(time, QLocale::ShortFormat)});
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setSelected(selected.contains(tap.pid));
    }
    m_attach->setEnabled(!m_list->selectedItems().isEmpty());
}

} // namespace Inspector
