// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/redactionview.h"

#include "inspector/models/formatting.h"
#include "inspector/theme/theme.h"
#include "inspector/views/dialoglist.h"
#include "inspector/views/emptytext.h"
#include "relaycore/wire/displaytext.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using Kind = RedactionPreview::Kind;

namespace {

QString kindText(Kind kind)
{
    switch (kind) {
    case Kind::Credential:
        return RedactionView::tr("Credential");
    case Kind::Ice:
        return RedactionView::tr("ICE credential");
    case Kind::Uuid:
        return RedactionView::tr("UUID");
    case Kind::Address:
        return RedactionView::tr("Address");
    case Kind::Name:
        return RedactionView::tr("Name");
    case Kind::Host:
        return RedactionView::tr("Host name");
    case Kind::Fingerprint:
        return RedactionView::tr("Fingerprint");
    }
    Q_UNREACHABLE();
}

bool isSecret(Kind kind)
{
    return kind == Kind::Credential || kind == Kind::Ice;
}

/// Returns the first characters of \a value, and dots in place of the rest.
QString masked(const QString &value)
{
    return value.left(2) + QString(6, u'•');
}

QPlainTextEdit *makeText(const QString &name)
{
    auto *text = new QPlainTextEdit;
    text->setAccessibleName(name);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setFont(Theme::fixedFont());
    text->setPlaceholderText(name);
    return text;
}

} // namespace

RedactionView::RedactionView(QWidget *parent)
    : QWidget(parent)
    , m_summary(new QLabel)
    , m_tabs(new QTabWidget)
    , m_values(new QTableWidget(0, 3))
    , m_reveal(new QCheckBox(tr("Show the &secrets")))
    , m_messages(new QListWidget)
    , m_before(makeText(tr("Before")))
    , m_after(makeText(tr("After")))
{
    m_summary->setObjectName(u"redactionSummary"_s);
    m_summary->setWordWrap(true);
    m_values->setObjectName(u"redactedValues"_s);
    m_values->setAccessibleName(tr("Values that are replaced"));
    m_values->setHorizontalHeaderLabels({tr("Kind"), tr("Original"), tr("Becomes")});
    setUpDialogList(m_values);
    m_values->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_values->horizontalHeader()->setStretchLastSection(true);
    m_values->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_values->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_values->setColumnWidth(1, 300);
    m_reveal->setObjectName(u"revealSecrets"_s);
    setUpDialogList(m_messages);
    m_messages->setObjectName(u"changedMessages"_s);
    m_messages->setAccessibleName(tr("Messages that change"));
    m_noValues = new EmptyText(m_values);
    m_noMessages = new EmptyText(m_messages);

    auto *values = new QWidget;
    auto *valueLayout = new QVBoxLayout(values);
    valueLayout->setContentsMargins(0, 6, 0, 0);
    valueLayout->addWidget(m_values, 1);
    valueLayout->addWidget(m_reveal);
    auto *messages = new QSplitter;
    messages->setObjectName(u"changedMessagesSplitter"_s);
    messages->addWidget(m_messages);
    messages->addWidget(m_before);
    messages->addWidget(m_after);
    messages->setSizes({110, 300, 300});
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(values, tr("Values"));
    m_tabs->addTab(messages, tr("Messages"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_summary);
    layout->addWidget(m_tabs, 1);
    connect(m_reveal, &QCheckBox::toggled, this, [this] {
        fillValues();
        showExample(m_messages->currentRow());
    });
    connect(m_messages, &QListWidget::currentRowChanged, this, &RedactionView::showExample);
}

QString RedactionView::summary() const
{
    return m_summary->text();
}

void RedactionView::showText(const QString &text)
{
    m_preview = {};
    m_noValues->setText({});
    m_noMessages->setText({});
    m_summary->setText(text);
    m_values->setRowCount(0);
    m_messages->clear();
    m_tabs->setEnabled(false);
}

void RedactionView::showPreview(const RedactionPreview &preview)
{
    m_preview = preview;
    QString text;
    if (preview.valueCount == 0) {
        text = tr("Nothing is replaced.");
    } else {
        text = tr("%n values are replaced, ", nullptr, int(preview.valueCount))
               + tr("in %1 of %2 messages and %3 of %4 connections.", "after: n values are replaced,")
                     .arg(numberText(qint64(preview.changedMessages)), numberText(qint64(preview.messages)),
                          numberText(qint64(preview.changedConnections)), numberText(qint64(preview.connections)));
    }
    if (preview.emptiedMessages > 0) {
        text += u' ' + tr("%n messages that could not be inflated are emptied.", nullptr, int(preview.emptiedMessages));
    }
    m_summary->setText(text);
    m_noValues->setText(tr("No value is replaced"), tr("The file gets the capture as it is."));
    m_noMessages->setText({}, tr("No message changes"));
    m_tabs->setEnabled(true);
    m_tabs->setTabText(0, tr("Values (%1)").arg(numberText(qint64(preview.valueCount))));
    m_tabs->setTabText(1, tr("Messages (%1)").arg(numberText(qint64(preview.changedMessages))));
    fillValues();
    m_messages->clear();
    for (const RedactionPreview::Example &example : preview.examples)
        m_messages->addItem(u'#' + numberText(example.message));
    if (m_messages->count() > 0)
        m_messages->setCurrentRow(0);
    else
        showExample(-1);
}

void RedactionView::fillValues()
{
    const bool reveal = m_reveal->isChecked();
    m_values->setRowCount(int(m_preview.values.size()));
    for (int row = 0; row < m_values->rowCount(); ++row) {
        const RedactionPreview::Value &value = m_preview.values.at(row);
        const QString original = RelayCore::displayText(QString::fromUtf8(value.original));
        const QStringList cells{kindText(value.kind), reveal || !isSecret(value.kind) ? original : masked(original),
                                RelayCore::displayText(QString::fromUtf8(value.replacement))};
        for (int column = 0; column < cells.size(); ++column)
            m_values->setItem(row, column, new QTableWidgetItem(cells.at(column)));
    }
}

void RedactionView::showExample(int row)
{
    if (row < 0 || row >= m_preview.examples.size()) {
        m_before->clear();
        m_after->clear();
        return;
    }
    const RedactionPreview::Example &example = m_preview.examples.at(row);
    QByteArray before = example.before;
    if (!m_reveal->isChecked()) {
        for (const RedactionPreview::Value &value : std::as_const(m_preview.values)) {
            if (isSecret(value.kind))
                before.replace(value.original, masked(QString::fromUtf8(value.original)).toUtf8());
        }
    }
    const auto shown = [](const QByteArray &bytes) {
        return RelayCore::displayText(QString::fromUtf8(bytes), RelayCore::LineBreaks::Keep);
    };
    m_before->setPlainText(shown(before));
    m_after->setPlainText(shown(example.after));
}

} // namespace Inspector
