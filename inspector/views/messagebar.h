// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QStringList>
#include <QtWidgets/QFrame>

#include <functional>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace Inspector {

class WrappedLabel;

/// What a person can do about a problem: a button beside it.
struct Remedy
{
    QString label;
    std::function<void()> run; ///< Called once; the problem is dismissed before.
};

/// Shows problems above the traffic, without taking the focus: the newest first, the older ones behind arrows.
class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// \param topic  what was tried; a problem of the same topic replaces the one before, except where it is empty.
    void showProblem(const QString &text, const QString &topic = {}, const QList<Remedy> &remedies = {});
    /// Removes the problem of \a topic, because what was tried has worked since.
    void clearTopic(const QString &topic);
    void clear();
    /// Returns the problem on show; empty while there is none.
    [[nodiscard]] QString text() const;
    /// Returns all problems not yet dismissed, the newest first.
    [[nodiscard]] QStringList pending() const;

private:
    struct Problem
    {
        QString text;
        QString topic;
        QList<Remedy> remedies;
    };

    void step(int by);
    void dismiss();
    void showCurrent();
    void showRemedies();
    void apply(qsizetype remedy);

    QList<Problem> m_problems; ///< Newest first.
    qsizetype m_current = 0;
    WrappedLabel *m_text = nullptr;
    QLabel *m_place = nullptr;
    QToolButton *m_newer = nullptr;
    QToolButton *m_older = nullptr;
    QToolButton *m_dismiss = nullptr;
    QHBoxLayout *m_layout = nullptr;
    QList<QToolButton *> m_remedies; ///< Of the problem on show.
};

} // namespace Inspector
