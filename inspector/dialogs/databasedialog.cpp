// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/databasedialog.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/dialogs/backgroundjob.h"
#include "inspector/views/dialoglist.h"
#include "inspector/views/dialogparts.h"
#include "inspector/views/emptytext.h"

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

constexpr int captureRole = Qt::UserRole; ///< The name of the capture; empty in the row for all of them.

QString shortTime(qint64 ns)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ns / 1'000'000), QLocale::ShortFormat);
}

std::variant<QList<CatalogEntry>, PostgresProblem> capturesIn(const DatabaseAddress &database)
{
    auto opened = PostgresCatalog::open(database);
    if (const auto *const problem = std::get_if<PostgresProblem>(&opened))
        return *problem;
    return std::get<0>(opened)->captures();
}

} // namespace

DatabaseDialog::DatabaseDialog(const QString &database, QWidget *parent)
    : QDialog(parent)
    , m_job(std::make_unique<BackgroundJob>())
{
    setObjectName(u"databaseDialog"_s);
    setWindowTitle(tr("Open from a database"));
    setMinimumWidth(fontMetrics().averageCharWidth() * 100);

    m_url = new QLineEdit(database, this);
    m_url->setObjectName(u"databaseUrl"_s);
    m_url->setAccessibleName(tr("Address of the database"));
    m_url->setPlaceholderText(u"postgresql://user@db.example.org/relay"_s);
    m_list = new QPushButton(tr("&List"), this);
    m_list->setObjectName(u"listCaptures"_s);
    m_list->setAutoDefault(false);
    m_captures = new QTreeWidget(this);
    m_captures->setObjectName(u"captures"_s);
    m_captures->setAccessibleName(tr("Captures of the database"));
    m_captures->setHeaderLabels({tr("Capture"), tr("Host"), tr("Started"), tr("Ended"), tr("Messages")});
    m_captures->setRootIsDecorated(false);
    setUpDialogList(m_captures);
    m_captures->setMinimumHeight(dialogListHeight(m_captures, 7));
    m_captures->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_captures->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_captures->header()->setStretchLastSection(false);
    m_problem = makeProblemLabel(u"databaseProblem"_s, this);
    m_empty = new EmptyText(m_captures);

    QFormLayout *form = makeForm();
    addFormRow(form, tr("&Database"), stackedWidgets({fieldWithButton(m_url, m_list, this), m_problem}, this), m_url);
    form->addRow(m_captures);
    m_open = addDialogLayout(this,
                             makeHeading(tr("Open from a database"),
                                         tr("Captures in PostgreSQL, including those that are being recorded. "
                                            "Passwords come from PGPASSWORD, ~/.pgpass or a service file."),
                                         this),
                             form, tr("Open"));

    connect(m_url, &QLineEdit::textChanged, this, &DatabaseDialog::onUrlChanged);
    connect(m_url, &QLineEdit::returnPressed, this, &DatabaseDialog::listCaptures);
    connect(m_list, &QPushButton::clicked, this, &DatabaseDialog::listCaptures);
    connect(m_captures, &QTreeWidget::itemSelectionChanged, this, &DatabaseDialog::validate);
    connect(m_captures, &QTreeWidget::itemActivated, this, &DatabaseDialog::accept);
    connect(m_job.get(), &BackgroundJob::finished, this, &DatabaseDialog::showAnswer);
    showNotListed();
    validate();
    if (!database.isEmpty())
        listCaptures();
}

DatabaseDialog::~DatabaseDialog() = default;

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
    const QTreeWidgetItem *const item = m_captures->currentItem();
    if (!item || !item->isSelected())
        return address.capture.isEmpty() ? QString() : address.text();
    address.capture = item->data(0, captureRole).toString(); // Empty for all.
    return address.text();
}

void DatabaseDialog::onUrlChanged()
{
    if (m_listed.isEmpty() || database() != m_listed) { // The captures of another database are not those of this one.
        m_listed.clear();
        m_captures->clear();
        showNotListed();
    }
    validate();
}

void DatabaseDialog::listCaptures()
{
    if (m_job->isRunning())
        return;
    const auto parsed = DatabaseAddress::parse(m_url->text().trimmed());
    if (const auto *const problem = std::get_if<QString>(&parsed)) {
        showNotListed(*problem);
        return;
    }
    m_listed = database();
    m_captures->clear();
    showState(tr("Asking the database…"), {});
    m_job->start([this, database = std::get<DatabaseAddress>(parsed).withoutCapture()](const ConversionProgress &) {
        m_answer = capturesIn(database);
    });
    validate();
}

void DatabaseDialog::showAnswer()
{
    const Answer answer = std::exchange(m_answer, {});
    if (m_listed.isEmpty()) // The address was changed meanwhile.
        return validate();
    m_captures->clear();
    if (const auto *const problem = std::get_if<PostgresProblem>(&answer)) {
        const QString text = problem->text();
        showState(tr("The captures could not be listed"), tr("The reason is above."),
                  text.left(1).toUpper() + text.mid(1) + u'.');
        return validate();
    }
    const auto &captures = std::get<QList<CatalogEntry>>(answer);
    quint64 messages = 0;
    for (const CatalogEntry &entry : captures) {
        auto *const item =
            new QTreeWidgetItem(m_captures, {entry.name, entry.host, shortTime(entry.startedNs),
                                             entry.endedNs ? shortTime(*entry.endedNs) : tr("being recorded"),
                                             QLocale().toString(entry.messages)});
        item->setData(0, captureRole, entry.name);
        item->setTextAlignment(4, Qt::AlignRight | Qt::AlignVCenter);
        messages += entry.messages;
    }
    if (captures.size() > 1) {
        auto *const all = new QTreeWidgetItem({tr("All captures"), {}, {}, {}, QLocale().toString(messages)});
        all->setTextAlignment(4, Qt::AlignRight | Qt::AlignVCenter);
        m_captures->insertTopLevelItem(0, all);
    }
    showState(tr("The database has no captures yet"),
              tr("Started with “--capture” and this address, relayctl and the inspector record into it."));
    if (!captures.isEmpty()) // The newest.
        m_captures->setCurrentItem(m_captures->topLevelItem(m_captures->topLevelItemCount() - 1));
    validate();
}

void DatabaseDialog::showState(const QString &title, const QString &hint, const QString &problem)
{
    showFieldProblem(m_problem, problem);
    m_empty->setText(title, hint);
}

void DatabaseDialog::showNotListed(const QString &problem)
{
    showState(tr("Nothing listed yet"), tr("“List” asks the database at the address above for its captures."), problem);
}

void DatabaseDialog::validate()
{
    m_list->setEnabled(!m_job->isRunning() && !m_url->text().isEmpty());
    m_open->setEnabled(!address().isEmpty());
}

} // namespace Inspector
