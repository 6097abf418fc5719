// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/messagebar.h"

#include "inspector/models/formatting.h"
#include "inspector/views/wrappedlabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

#include <algorithm>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(u"messageBar"_s);
    setProperty("notice", u"problem"_s);
    auto *layout = m_layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(10);
    auto *glyph = new QLabel(u"✕"_s, this);
    glyph->setProperty("textRole", u"error"_s);
    m_text = new WrappedLabel(this);
    m_place = new QLabel(this);
    m_place->setProperty("textRole", u"muted"_s);
    const auto button = [this](const QString &text, const QString &name, auto &&run) {
        auto *made = new QToolButton(this);
        made->setText(text);
        made->setAutoRaise(true);
        made->setFocusPolicy(Qt::TabFocus);
        made->setAccessibleName(name);
        made->setToolTip(name);
        connect(made, &QToolButton::clicked, this, run);
        return made;
    };
    m_newer = button(u"‹"_s, tr("Newer problem"), [this] { step(-1); });
    m_older = button(u"›"_s, tr("Older problem"), [this] { step(1); });
    m_dismiss = button(tr("Dismiss"), tr("Dismiss this problem"), [this] { dismiss(); });
    m_newer->setObjectName(u"newerProblem"_s);
    m_older->setObjectName(u"olderProblem"_s);
    m_dismiss->setObjectName(u"dismissProblem"_s);
    layout->addWidget(glyph);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_newer);
    layout->addWidget(m_place);
    layout->addWidget(m_older);
    layout->addWidget(m_dismiss);
    hide();
}

void MessageBar::showProblem(const QString &text, const QString &topic, const QList<Remedy> &remedies)
{
    if (text.isEmpty())
        return;
    m_problems.removeIf(
        [&](const Problem &known) { return known.text == text || (!topic.isEmpty() && known.topic == topic); });
    m_problems.prepend({text, topic, remedies});
    m_current = 0;
    showCurrent();
}

void MessageBar::clearTopic(const QString &topic)
{
    const qsizetype removed =
        topic.isEmpty() ? 0 : m_problems.removeIf([&](const Problem &known) { return known.topic == topic; });
    if (removed == 0)
        return;
    m_current = 0;
    showCurrent();
}

void MessageBar::clear()
{
    m_problems.clear();
    showCurrent();
}

QString MessageBar::text() const
{
    return m_problems.isEmpty() ? QString() : m_problems.at(m_current).text;
}

QStringList MessageBar::pending() const
{
    QStringList texts;
    for (const Problem &problem : m_problems)
        texts.append(problem.text);
    return texts;
}

void MessageBar::step(int by)
{
    m_current = std::clamp<qsizetype>(m_current + by, 0, m_problems.size() - 1);
    showCurrent();
}

void MessageBar::dismiss()
{
    if (!m_problems.isEmpty())
        m_problems.removeAt(m_current);
    m_current = std::clamp<qsizetype>(m_current, 0, std::max<qsizetype>(0, m_problems.size() - 1));
    showCurrent();
}

void MessageBar::showCurrent()
{
    m_text->setText(singleLine(text()));
    m_text->setAccessibleName(tr("Problem: %1").arg(text()));
    const qsizetype count = m_problems.size();
    m_place->setText(tr("%1 of %2", "place among the problems").arg(m_current + 1).arg(count));
    for (QWidget *part :
         {static_cast<QWidget *>(m_place), static_cast<QWidget *>(m_newer), static_cast<QWidget *>(m_older)})
        part->setVisible(count > 1);
    m_newer->setEnabled(m_current > 0);
    m_older->setEnabled(m_current + 1 < count);
    showRemedies();
    setVisible(count > 0);
}

void MessageBar::showRemedies()
{
    for (QToolButton *button : std::as_const(m_remedies)) {
        m_layout->removeWidget(button);
        button->deleteLater(); // This may be called from its click.
        button->hide();
    }
    m_remedies.clear();
    if (m_problems.isEmpty())
        return;
    const QList<Remedy> &remedies = m_problems.at(m_current).remedies;
    for (qsizetype i = 0; i < remedies.size(); ++i) {
        auto *button = new QToolButton(this);
        button->setObjectName(u"remedy%1"_s.arg(i));
        button->setText(remedies.at(i).label);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, [this, i] { apply(i); });
        m_layout->insertWidget(m_layout->indexOf(m_newer), button);
        m_remedies.append(button);
    }
}

void MessageBar::apply(qsizetype remedy)
{
    const std::function<void()> run = m_problems.at(m_current).remedies.at(remedy).run;
    dismiss();
    run();
}

} // namespace Inspector
