// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/databasedialog.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/views/dialogparts.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeWidget>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

QString shortTime(qint64 ns)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ns / 1'000'000), QLocale::ShortFormat);
}

} // namespace

DatabaseDialog::DatabaseDialog(const QString &database, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"databaseDialog"_s);
    setWindowTitle(tr("Open from a database"));
    setMinimumWidth(680);

    m_url = new QLineEdit(database, this);
    m_url->setObjectName(u"databaseUrl"_s);
    m_url->setAccessibleName(tr("Address of the database"));
    m_url->setPlaceholderText(u"postgresql://user@db.example.org/relay"_s);
    m_list = new QPushButton(tr("List"), this);
    m_list->setObjectName(u"listCaptures"_s);
    m_list->setAutoDefault(false);
    m_captures = new QTreeWidget(this);
    m_captures->setObjectName(u"captures"_s);
    m_captures->setAccessibleName(tr("Captures of the database"));
    m_captures->setHeaderLabels({tr("Capture"), tr("Host"), tr("Started"), tr("Ended"), tr("Messages")});
    m_captures->setRootIsDecorated(false);
    m_captures->setUniformRowHeights(true);
    m_captures->setMinimumHeight(200);
    m_captures->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_captures->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_captures->header()->setStretchLastSection(false);
    m_state = makeHintLabel(QString(), this);
    m_state->setObjectName(u"databaseState"_s);

    QFormLayout *form = makeForm();
    addFormRow(form, tr("Database"), m_url, m_list);
    form->addRow(m_captures);
    form->addRow(m_state);
    m_open = addDialogLayout(this,
                             makeHeading(tr("Open from a database"),
                                         tr("Captures in PostgreSQL, also while others record them. Passwords come "
                                            "from PGPASSWORD, ~/.pgpass or a service file."),
                                         this),
                             form, tr("Open"));

    connect(m_url, &QLineEdit::textChanged, this, &DatabaseDialog::update);
    connect(m_url, &QLineEdit::returnPressed, this, &DatabaseDialog::list);
    connect(m_list, &QPushButton::clicked, this, &DatabaseDialog::list);
    connect(m_captures, &QTreeWidget::itemSelectionChanged, this, &DatabaseDialog::update);
    connect(m_captures, &QTreeWidget::itemActivated, this, &DatabaseDialog::accept);
    update();
    if (!database.isEmpty())
        list();
}

DatabaseDialog::~DatabaseDialog()
{
    if (m_thread)
        m_thread->wait();
}

QString DatabaseDialog::database() const
{
    const auto parsed = DatabaseAddress::parse(m_url->text().trimmed());
    const auto *const address = std::get_if<DatabaseAddress>(&parsed);
    return address ? address->withoutCapture().text() : QString();
}

QString DatabaseDialog::address() const
{
    const auto parsed = DatabaseAddress::parse(m_url->text().trimmed());
    if (!std::holds_alternative<DatabaseAddress>(parsed))
        return {};
    DatabaseAddress address = std::get<DatabaseAddress>(parsed);
    if (const QTreeWidgetItem *const item = m_captures->currentItem(); item && item->isSelected())
        address.capture = item->text(0);
    return address.capture.isEmpty() ? QString() : address.text();
}

void DatabaseDialog::list()
{
    const auto parsed = DatabaseAddress::parse(m_url->text().trimmed());
    if (m_thread)
        return;
    if (const auto *const problem = std::get_if<QString>(&parsed)) {
        m_state->setText(*problem);
        return;
    }
    m_state->setText(tr("Asking the database…"));
    const auto answer = std::make_shared<Answer>();
    m_thread.reset(QThread::create([answer, address = std::get<DatabaseAddress>(parsed).withoutCapture()] {
        auto opened = PostgresCatalog::open(address);
        if (const auto *const problem = std::get_if<PostgresProblem>(&opened)) {
            answer->problem = problem->text();
            return;
        }
        auto captures = std::get<0>(opened)->captures();
        if (const auto *const problem = std::get_if<PostgresProblem>(&captures))
            answer->problem = problem->text();
        else
            answer->captures = std::get<0>(std::move(captures));
    }));
    connect(m_thread.get(), &QThread::finished, this, [this, answer] {
        m_thread->wait();
        m_thread.reset();
        show(*answer);
    });
    m_thread->start();
    update();
}

void DatabaseDialog::show(const Answer &answer)
{
    m_captures->clear();
    for (const CatalogEntry &entry : answer.captures) {
        auto *const item =
            new QTreeWidgetItem(m_captures, {entry.name, entry.host, shortTime(entry.startedNs),
                                             entry.endedNs ? shortTime(*entry.endedNs) : tr("is recorded"),
                                             QLocale().toString(entry.messages)});
        item->setTextAlignment(4, Qt::AlignRight);
    }
    QString problem = answer.problem;
    if (!problem.isEmpty())
        problem = problem.left(1).toUpper() + problem.mid(1) + u'.';
    m_state->setText(!problem.isEmpty()          ? problem
                     : answer.captures.isEmpty() ? tr("The database has no captures yet.")
                                                 : QString());
    if (!answer.captures.isEmpty()) // The newest.
        m_captures->setCurrentItem(m_captures->topLevelItem(m_captures->topLevelItemCount() - 1));
    update();
}

void DatabaseDialog::update()
{
    m_list->setEnabled(!m_thread && !m_url->text().isEmpty());
    m_open->setEnabled(!address().isEmpty());
}

} // namespace Inspector
