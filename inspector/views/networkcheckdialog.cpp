// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/networkcheckdialog.h"

#include "inspector/theme/theme.h"
#include "inspector/views/dialogparts.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

NetworkCheckDialog::NetworkCheckDialog(const Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_address(makeAddressField(this))
    , m_tokenFile(new QLineEdit(this))
    , m_stun(new QLineEdit(this))
    , m_addressProblem(makeProblemLabel(u"addressProblem"_s, this))
    , m_tokenProblem(makeProblemLabel(u"tokenProblem"_s, this))
    , m_stunProblem(makeProblemLabel(u"stunProblem"_s, this))
    , m_results(new QTextBrowser(this))
    , m_copy(new QPushButton(tr("&Copy"), this))
{
    setObjectName(u"networkCheckDialog"_s);
    setWindowTitle(tr("Check this network"));
    resize(760, 640);

    m_tokenFile->setObjectName(u"tokenFile"_s);
    m_tokenFile->setPlaceholderText(tr("none"));
    m_tokenFile->setAccessibleName(tr("File that holds the bearer token"));
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setAccessibleName(tr("Choose a token file"));
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("File that holds the bearer token"));
        if (!path.isEmpty())
            m_tokenFile->setText(path);
    });
    m_stun->setObjectName(u"stunServers"_s);
    m_stun->setPlaceholderText(tr("none"));
    m_stun->setAccessibleName(tr("STUN servers"));

    QFormLayout *form = makeForm();
    addFormRow(form, tr("&Relay"), stackedWidgets({m_address, m_addressProblem}, this), m_address);
    addFormRow(form, tr("&Token file"),
               stackedWidgets({fieldWithButton(m_tokenFile, choose, this), m_tokenProblem}, this), m_tokenFile);
    addFormRow(
        form, tr("&STUN servers"),
        stackedWidgets(
            {m_stun, m_stunProblem,
             makeHintLabel(tr("HOST or HOST:PORT, with spaces between several. Two show how the NAT maps."), this)},
            this),
        m_stun);
    m_start = addDialogLayout(
        this,
        makeHeading(tr("Check this network"),
                    tr("Is the relay reached, step by step, and what do STUN servers see of this computer? The check "
                       "registers at the relay with a UUID of its own."),
                    this),
        form, tr("Check"));

    m_results->setObjectName(u"results"_s);
    m_results->setAccessibleName(tr("Steps of the check"));
    m_results->setOpenLinks(false);
    m_results->setTabChangesFocus(true);
    m_results->setMinimumHeight(220);
    m_copy->setObjectName(u"copyResults"_s);
    m_copy->setAccessibleDescription(tr("Copies the results as text"));
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    auto *box = qobject_cast<QVBoxLayout *>(layout());
    // Between the form and the buttons, in place of the empty space there.
    box->setStretch(box->count() - 2, 0);
    box->insertWidget(box->count() - 1, m_results, 1);
    box->insertWidget(box->count() - 1, m_copy, 0, Qt::AlignLeft);
    connect(theme, &Theme::changed, this, &NetworkCheckDialog::redraw);
    redraw();
    m_address->setFocus();
}

void NetworkCheckDialog::setRecentAddresses(const QStringList &addresses)
{
    setAddresses(m_address, addresses);
}

void NetworkCheckDialog::setStunServers(const QString &servers)
{
    m_stun->setText(servers);
}

QUrl NetworkCheckDialog::address() const
{
    return addressIn(m_address);
}

QString NetworkCheckDialog::tokenFile() const
{
    return m_tokenFile->text().trimmed();
}

QStringList NetworkCheckDialog::stunServers() const
{
    static const QRegularExpression separators(u"[\\s,;]+"_s);
    return m_stun->text().split(separators, Qt::SkipEmptyParts);
}

void NetworkCheckDialog::showStunProblem(const QString &problem)
{
    showFieldProblem(m_stunProblem, problem);
}

void NetworkCheckDialog::showTokenProblem(const QString &problem)
{
    showFieldProblem(m_tokenProblem, problem);
}

void NetworkCheckDialog::showRows(const QList<CheckRow> &rows, const QString &result)
{
    m_rows = rows;
    m_result = result;
    redraw();
}

void NetworkCheckDialog::setRunning(bool running)
{
    m_running = running;
    m_start->setText(running ? tr("Stop") : tr("Check"));
}

void NetworkCheckDialog::redraw()
{
    m_copy->setEnabled(!m_rows.isEmpty());
    if (m_rows.isEmpty()) {
        m_results->setHtml(u"<p style='color:%1'>%2</p>"_s.arg(
            m_theme->muted().name(),
            tr("The steps appear here with their times, and what to do where one fails.").toHtmlEscaped()));
        return;
    }
    QString html = u"<table cellspacing='0' cellpadding='4' width='100%'>"_s;
    for (const CheckRow &row : m_rows) {
        const QString ink = m_theme->colour(row.token).name();
        QString text = row.text.toHtmlEscaped();
        for (const QString &note : row.notes)
            text += u"<br><span style='color:%1'>%2</span>"_s.arg(m_theme->muted().name(), note.toHtmlEscaped());
        if (!row.advice.isEmpty())
            text += u"<br><b>%1</b>"_s.arg(row.advice.toHtmlEscaped());
        html +=
            u"<tr><td style='color:%1'><b>%2</b></td><td>%3</td><td align='right' style='color:%4'>%5</td><td>%6</td></tr>"_s
                .arg(ink, row.glyph, row.title.toHtmlEscaped().replace(u' ', u"&nbsp;"_s), m_theme->muted().name(),
                     row.duration.toHtmlEscaped().replace(u' ', u"&nbsp;"_s), text);
    }
    html += u"</table>"_s;
    if (!m_result.isEmpty())
        html += u"<p><b>%1</b></p>"_s.arg(m_result.toHtmlEscaped());
    // The sentences are those of relayctl, which can do more than the fields above.
    static const QRegularExpression option(u"(^|[\\s'\"(])--[a-z]"_s);
    if (std::any_of(m_rows.cbegin(), m_rows.cend(),
                    [](const CheckRow &row) { return row.advice.contains(option) || row.text.contains(option); })) {
        html += u"<p style='color:%1'>%2</p>"_s.arg(
            m_theme->muted().name(),
            tr("What begins with -- is an option of “relayctl check”. The token file is a field above; with the "
               "others, check in a terminal.")
                .toHtmlEscaped());
    }
    m_results->setHtml(html);
}

QString NetworkCheckDialog::text() const
{
    QStringList lines;
    for (const CheckRow &row : m_rows) {
        lines.append(u"%1  %2  %3  %4"_s
                         .arg(row.outcome.leftJustified(8), row.title.leftJustified(14),
                              row.duration.rightJustified(10), row.text)
                         .trimmed());
        for (const QString &note : row.notes)
            lines.append(QString(38, u' ') + note);
        if (!row.advice.isEmpty())
            lines.append(QString(10, u' ') + row.advice);
    }
    if (!m_result.isEmpty())
        lines += {QString(), m_result};
    return lines.join(u'\n') + u'\n';
}

void NetworkCheckDialog::accept()
{
    if (m_running) {
        Q_EMIT stopped();
        return;
    }
    const bool isEmpty = m_address->currentText().trimmed().isEmpty();
    showStunProblem({});
    showTokenProblem({});
    if (!showFieldProblem(m_addressProblem,
                          isEmpty && !stunServers().isEmpty() ? QString() : addressProblem(m_address))) {
        m_address->setFocus();
        return;
    }
    Q_EMIT started();
}

void NetworkCheckDialog::reject()
{
    Q_EMIT stopped();
    QDialog::reject();
}

} // namespace Inspector
