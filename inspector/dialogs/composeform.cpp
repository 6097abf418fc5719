// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/composeform.h"

#include "inspector/models/formatting.h"
#include "inspector/theme/theme.h"
#include "inspector/views/dialogparts.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using Form = Composition::Form;
using Field = CompositionProblem::Field;

namespace {

constexpr qsizetype peerCharacters = 60;

QString exampleDescription()
{
    return u"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"_s;
}

QPlainTextEdit *makeText(const QString &name, const QString &accessibleName)
{
    auto *text = new QPlainTextEdit;
    text->setObjectName(name);
    text->setAccessibleName(accessibleName);
    text->setFont(Theme::fixedFont());
    text->setTabChangesFocus(true);
    text->setMinimumHeight(90);
    return text;
}

bool isTemplate(Form form)
{
    return form != Form::Text && form != Form::Binary;
}

} // namespace

ComposeForm::ComposeForm(QFormLayout *layout, QWidget *parent)
    : QWidget(parent)
    , m_form(new QComboBox)
    , m_name(new QLineEdit)
    , m_uuid(new QLineEdit)
    , m_uuidProblem(makeProblemLabel(u"uuidProblem"_s, this))
    , m_peer(new QComboBox)
    , m_peerProblem(makeProblemLabel(u"peerProblem"_s, this))
    , m_description(makeText(u"description"_s, tr("Description")))
    , m_text(makeText(u"text"_s, tr("Message")))
    , m_textProblem(makeProblemLabel(u"textProblem"_s, this))
    , m_layout(layout)
{
    m_form->setObjectName(u"form"_s);
    m_form->addItem(tr("Offer"), int(Form::Offer));
    m_form->addItem(tr("Answer"), int(Form::Answer));
    m_form->addItem(tr("Registration"), int(Form::Registration));
    m_form->addItem(tr("Text as it is"), int(Form::Text));
    m_form->addItem(tr("Binary"), int(Form::Binary));
    m_name->setObjectName(u"senderName"_s);
    m_uuid->setObjectName(u"senderUuid"_s);
    m_peer->setObjectName(u"peer"_s);
    m_peer->setEditable(true);
    m_peer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_peer->setInsertPolicy(QComboBox::NoInsert);
    m_peer->setCompleter(nullptr);
    m_description->setPlainText(exampleDescription());

    m_uuidField = stackedWidgets({m_uuid, m_uuidProblem}, this);
    m_peerField = stackedWidgets({m_peer, m_peerProblem}, this);
    m_textField = stackedWidgets({m_text, m_textProblem}, this);
    addFormRow(m_layout, tr("&Message"), m_form, m_form);
    addFormRow(m_layout, tr("Sender's &name"), m_name, m_name);
    addFormRow(m_layout, tr("Sender's &UUID"), m_uuidField, m_uuid);
    addFormRow(m_layout, tr("&Peer"), m_peerField, m_peer);
    addFormRow(m_layout, tr("&Description"), m_description, m_description);
    addFormRow(m_layout, tr("&Content"), m_textField, m_text);
    m_layout->setContentsMargins(0, 0, 0, 0);
    setLayout(m_layout);

    connect(m_form, &QComboBox::currentIndexChanged, this, &ComposeForm::changeForm);
    for (const QLineEdit *field : {m_name, m_uuid})
        connect(field, &QLineEdit::textChanged, this, &ComposeForm::validate);
    connect(m_peer, &QComboBox::editTextChanged, this, &ComposeForm::validate);
    for (const QPlainTextEdit *field : {m_description, m_text})
        connect(field, &QPlainTextEdit::textChanged, this, &ComposeForm::validate);
    showRows();
    validate();
}

Composition ComposeForm::composition() const
{
    Composition composition;
    composition.form = Form(m_form->currentData().toInt());
    composition.name = m_name->text();
    composition.uuid = m_uuid->text();
    // A peer that was chosen is shown with its name behind the UUID.
    composition.peer = m_peer->currentText().section(u' ', 0, 0);
    // Text fields keep no carriage returns.
    composition.description = m_description->toPlainText().replace(u"\n"_s, m_lineEnd);
    composition.text = m_text->toPlainText();
    return composition;
}

void ComposeForm::setComposition(const Composition &composition)
{
    m_isSetting = true;
    m_form->setCurrentIndex(m_form->findData(int(composition.form)));
    m_shown = composition.form;
    if (isTemplate(composition.form)) {
        m_name->setText(composition.name);
        m_uuid->setText(composition.uuid);
    }
    if (composition.form == Form::Offer || composition.form == Form::Answer) {
        m_peer->setEditText(composition.peer);
        m_description->setPlainText(composition.description);
        m_lineEnd = composition.description.contains(u'\n') && !composition.description.contains(u"\r\n"_s) ? u"\n"_s
                                                                                                            : u"\r\n"_s;
    }
    m_text->setPlainText(composition.text);
    m_isSetting = false;
    showRows();
    validate();
}

void ComposeForm::setSender(const QString &name, const QUuid &uuid)
{
    const QString text = uuid.isNull() ? QString() : uuid.toString(QUuid::WithoutBraces);
    if (m_name->text() == std::exchange(m_sender, name))
        m_name->setText(name);
    if (m_uuid->text() == std::exchange(m_senderUuid, text))
        m_uuid->setText(text);
}

void ComposeForm::setPeers(const QList<std::pair<QUuid, QString>> &peers)
{
    const QString typed = m_peer->currentText();
    m_isSetting = true;
    m_peer->clear();
    for (const auto &[uuid, name] : peers) {
        const QString text = uuid.toString(QUuid::WithoutBraces);
        m_peer->addItem(name.isEmpty() ? text : text + u"  "_s + elided(singleLine(name), peerCharacters));
    }
    m_peer->setCurrentIndex(-1); // Adding the first one has chosen it.
    m_peer->setEditText(typed);
    m_isSetting = false;
    validate();
}

void ComposeForm::changeForm()
{
    if (m_isSetting)
        return;
    // What a template stands for can be edited as text, and the text of a message in its template.
    const Form wanted = Form(m_form->currentData().toInt());
    Composition before = composition();
    before.form = m_shown;
    const auto payload = payloadOf(before);
    if (const auto *bytes = std::get_if<QByteArray>(&payload)) {
        if (!isTemplate(wanted)) {
            Composition as;
            as.form = wanted;
            as.text = wanted == Form::Binary ? QString::fromLatin1(bytes->toHex(' ')) : QString::fromUtf8(*bytes);
            return setComposition(as);
        }
        Composition as = compositionOf(*bytes, false);
        if (!isTemplate(m_shown) && isTemplate(as.form)) {
            as.form = wanted;
            return setComposition(as);
        }
    }
    m_shown = wanted;
    showRows();
    validate();
}

void ComposeForm::showRows()
{
    const Form form = m_shown;
    const bool hasPeer = form == Form::Offer || form == Form::Answer;
    m_layout->setRowVisible(m_name, isTemplate(form));
    m_layout->setRowVisible(m_uuidField, isTemplate(form));
    m_layout->setRowVisible(m_peerField, hasPeer);
    m_layout->setRowVisible(m_description, hasPeer);
    m_layout->setRowVisible(m_textField, !isTemplate(form));
    m_text->setPlaceholderText(form == Form::Binary ? tr("Hexadecimal: 00 ff 7b") : tr("What is sent, byte for byte"));
}

void ComposeForm::validate()
{
    if (m_isSetting)
        return;
    const auto result = payloadOf(composition());
    const auto *problem = std::get_if<CompositionProblem>(&result);
    const auto show = [problem](QLabel *label, Field field) {
        (void)showFieldProblem(label, problem && problem->field == field ? problem->text : QString());
    };
    show(m_uuidProblem, Field::Uuid);
    show(m_peerProblem, Field::Peer);
    show(m_textProblem, Field::Text);
    m_payload = problem ? std::nullopt : std::optional(std::get<QByteArray>(result));
    Q_EMIT changed();
}

} // namespace Inspector
