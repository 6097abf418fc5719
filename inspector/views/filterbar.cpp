// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/filterbar.h"

#include "inspector/filter/filterkeys.h"
#include "inspector/filter/filterparser.h"
#include "inspector/models/formatting.h"
#include "inspector/views/elidedlabel.h"
#include "inspector/views/filterfield.h"
#include "inspector/views/wrappedlabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

// A filter that is being typed is wrong most of the time.
constexpr int errorMs = 700;
// What may become a key is searched for as a text only when typing pauses.
constexpr int keyMs = 350;
constexpr qsizetype scopeCharacters = 18;
constexpr qsizetype menuCharacters = 60;
constexpr int fieldCharacters = 14;  ///< That the field has room for in the narrowest window.
constexpr int typingCharacters = 26; ///< That it has room for beside the figures; with less they move below it.
constexpr qsizetype menuHistory = 10;

/// Returns \a text for a button or a menu, where an ampersand alone underlines the next letter.
QString withoutMnemonic(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

QString menuText(const QString &text)
{
    return withoutMnemonic(elided(singleLine(text), menuCharacters));
}

/// Adds a heading of entries to \a menu. The text of a section is not drawn with a style sheet.
void addHeading(QMenu *menu, const QString &text)
{
    menu->addSeparator();
    menu->addAction(text)->setEnabled(false);
}

} // namespace

FilterBar::FilterBar(const Theme *theme, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"filterBar"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_field = new FilterField(theme, this);
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * fieldCharacters);
    m_field->setPlaceholderText(tr("Filter messages: kind:offer from:alpha text"));
    m_scope = new QToolButton(this);
    m_scope->setObjectName(u"filterScope"_s);
    m_scope->setToolTip(tr("Only these connections are shown and filtered. Click to show all messages"));
    m_scope->setFocusPolicy(Qt::TabFocus);
    m_scope->hide();
    m_figures = new ElidedLabel(Qt::ElideRight, this);
    m_figures->setObjectName(u"filterFigures"_s);
    m_figures->setProperty("textRole", u"muted"_s);
    m_figures->hide();
    m_highlight = new QToolButton(this);
    m_highlight->setObjectName(u"filterHighlight"_s);
    m_highlight->setText(tr("Highlight"));
    m_highlight->setToolTip(tr("Mark what matches instead of hiding the rest (Ctrl+Shift+F); F3 goes to the next"));
    m_highlight->setCheckable(true);
    m_highlight->setFocusPolicy(Qt::TabFocus);
    auto *menuButton = new QToolButton(this);
    menuButton->setObjectName(u"filterMenuButton"_s);
    menuButton->setText(u"☆ ▾"_s);
    menuButton->setToolTip(tr("Earlier and saved filters"));
    menuButton->setAccessibleName(tr("Earlier and saved filters"));
    menuButton->setPopupMode(QToolButton::InstantPopup);
    menuButton->setFocusPolicy(Qt::TabFocus);
    m_menu = new QMenu(menuButton);
    m_menu->setObjectName(u"filterMenu"_s);
    m_menu->setToolTipsVisible(true);
    menuButton->setMenu(m_menu);
    m_remove = new QMenu(tr("&Remove"), m_menu);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(u"filterProgress"_s);
    m_progress->setAccessibleName(tr("Progress of the filter"));
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 100);
    m_progress->setFixedHeight(3);
    QSizePolicy keepsPlace = m_progress->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsPlace);
    m_progress->hide();
    m_errorText = new WrappedLabel(this);
    m_errorText->setObjectName(u"filterError"_s);
    m_errorText->setProperty("textRole", u"error"_s);
    m_errorText->setContentsMargins(10, 0, 10, 4);
    m_errorText->hide();

    m_firstLine = new QHBoxLayout;
    m_firstLine->setContentsMargins(8, 5, 6, 2);
    m_firstLine->setSpacing(6);
    m_firstLine->addWidget(m_scope);
    m_firstLine->addWidget(m_field, 1);
    m_firstLine->addWidget(m_figures);
    m_firstLine->addWidget(m_highlight);
    m_firstLine->addWidget(menuButton);
    m_secondLine = new QHBoxLayout;
    m_secondLine->setSpacing(6);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_firstLine);
    layout->addWidget(m_errorText);
    layout->addLayout(m_secondLine);
    layout->addWidget(m_progress);

    m_errorTimer.setSingleShot(true);
    m_errorTimer.setInterval(errorMs);
    m_applyTimer.setSingleShot(true);
    m_applyTimer.setInterval(keyMs);
    connect(&m_applyTimer, &QTimer::timeout, this, &FilterBar::apply);
    connect(&m_errorTimer, &QTimer::timeout, this, &FilterBar::showError);
    connect(m_field, &QLineEdit::textChanged, this, &FilterBar::onTextChanged);
    connect(m_field, &FilterField::accepted, this, [this] {
        if (m_error) {
            showError();
            return;
        }
        apply();
        remember();
        Q_EMIT left();
    });
    connect(m_field, &FilterField::offeringChanged, this, [this] {
        if (m_field->isOffering())
            showError();
        else if (m_error)
            m_errorTimer.start();
    });
    connect(m_field, &FilterField::escaped, this, &FilterBar::onEscaped);
    connect(m_scope, &QToolButton::clicked, this, &FilterBar::scopeCleared);
    connect(m_highlight, &QToolButton::toggled, this, &FilterBar::highlightOnlyChanged);
    connect(m_highlight, &QToolButton::toggled, this, &FilterBar::arrange);
    connect(m_menu, &QMenu::aboutToShow, this, &FilterBar::fillMenu);
}

FilterBar::~FilterBar()
{
    // The field loses the focus in the destructor of QWidget, and hides its suggestions.
    disconnect(m_field, nullptr, this, nullptr);
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_isNarrow = false;
    arrange();
}

bool FilterBar::fitsOneLine() const
{
    const QMargins margins = m_firstLine->contentsMargins();
    int needed = margins.left() + margins.right() + m_field->fontMetrics().averageCharWidth() * typingCharacters;
    const QList<const QWidget *> others{m_scope, m_figures, m_highlight, m_menu->parentWidget()};
    for (const QWidget *beside : others) {
        // The switch is only hidden for lack of room.
        if (beside == m_highlight || !beside->isHidden())
            needed += beside->sizeHint().width() + m_firstLine->spacing();
    }
    return needed <= width();
}

void FilterBar::arrange()
{
    // While a filter is applied its figures grow: what has moved below stays there.
    m_isNarrow = m_isNarrow || !fitsOneLine();
    const bool isBelow = m_secondLine->indexOf(m_highlight) >= 0;
    if (m_isNarrow && !isBelow) {
        m_secondLine->addWidget(m_figures, 1);
        m_secondLine->addWidget(m_highlight);
    } else if (!m_isNarrow && isBelow) {
        m_firstLine->insertWidget(2, m_figures);
        m_firstLine->insertWidget(3, m_highlight);
    }
    const bool hasSecondLine = m_isNarrow && (!m_figures->text().isEmpty() || m_highlight->isChecked());
    m_secondLine->setContentsMargins(hasSecondLine ? QMargins(10, 0, 6, 3) : QMargins());
    m_highlight->setVisible(!m_isNarrow || hasSecondLine);
}

QString FilterBar::text() const
{
    return m_field->text();
}

void FilterBar::setText(const QString &text)
{
    m_field->setText(text);
    apply();
    showError();
}

void FilterBar::onTextChanged()
{
    const auto parsed = parseFilter(m_field->text());
    const auto *error = std::get_if<FilterError>(&parsed);
    m_error = error ? std::optional(*error) : std::nullopt;
    m_field->setError(m_error);
    m_applyTimer.stop();
    if (m_error) {
        m_errorTimer.start();
        return;
    }
    showError();
    if (mayBecomeKey())
        m_applyTimer.start();
    else
        apply();
}

bool FilterBar::mayBecomeKey() const
{
    const QString text = m_field->text();
    if (!m_field->hasFocus() || m_field->cursorPosition() != text.size())
        return false;
    const auto isKeyCharacter = [](QChar c) { return c.isLetter() || c == u'.'; };
    qsizetype start = text.size();
    while (start > 0 && isKeyCharacter(text.at(start - 1)))
        --start;
    const QStringView word = QStringView(text).sliced(start);
    if (word.isEmpty()
        || (start > 0 && !text.at(start - 1).isSpace() && text.at(start - 1) != u'-' && text.at(start - 1) != u'('))
        return false;
    const auto keys = filterKeys();
    return std::any_of(keys.begin(), keys.end(), [word](const FilterKeyInfo &key) {
        return QLatin1StringView(key.name).startsWith(word, Qt::CaseInsensitive);
    });
}

void FilterBar::apply()
{
    m_applyTimer.stop();
    auto parsed = parseFilter(m_field->text());
    if (std::holds_alternative<FilterError>(parsed))
        return;
    auto &filter = std::get<Filter>(parsed);
    const bool same = filter.text.trimmed() == m_filter.text.trimmed();
    m_filter = std::move(filter);
    if (!same)
        Q_EMIT filterChanged(m_filter);
}

void FilterBar::onEscaped()
{
    if (m_field->text().isEmpty()) {
        Q_EMIT left();
        return;
    }
    if (!m_error)
        remember();
    m_field->clear();
}

void FilterBar::showError()
{
    m_errorTimer.stop();
    m_errorText->setText(m_error ? u"✕ "_s + m_error->text : QString());
    // Suggestions complete what is not a filter yet, and cover the line.
    m_errorText->setVisible(m_error.has_value() && !m_field->isOffering());
}

void FilterBar::setScopeText(const QString &text)
{
    // Wide letters take no more room than others.
    const QString shown =
        m_scope->fontMetrics().elidedText(elided(singleLine(text), scopeCharacters), Qt::ElideMiddle,
                                          m_scope->fontMetrics().averageCharWidth() * int(scopeCharacters));
    m_scope->setText(text.isEmpty() ? QString() : withoutMnemonic(shown) + u"  ✕"_s);
    m_scope->setAccessibleName(text.isEmpty() ? QString() : tr("Only %1; show all messages").arg(singleLine(text)));
    m_scope->setVisible(!text.isEmpty());
    m_isNarrow = false;
    arrange();
}

void FilterBar::setFigures(const QString &text, std::optional<int> percent)
{
    if (text.isEmpty())
        m_isNarrow = false;
    m_figures->setText(text);
    m_figures->setVisible(!text.isEmpty());
    arrange();
    m_progress->setVisible(percent.has_value());
    m_progress->setValue(percent.value_or(0));
}

QString FilterBar::figures() const
{
    return m_figures->text();
}

void FilterBar::setHighlightOnly(bool highlight)
{
    m_highlight->setChecked(highlight);
}

void FilterBar::setStored(const StoredFilters &stored)
{
    m_stored = stored;
    offerStored();
}

void FilterBar::remember()
{
    const QString text = m_filter.text.trimmed();
    if (text.isEmpty())
        return;
    m_stored.history.removeAll(text);
    m_stored.history.prepend(text);
    m_stored.history = m_stored.history.mid(0, StoredFilters::mostHistory);
    offerStored();
}

void FilterBar::offerStored()
{
    QList<FilterSuggestion> suggestions;
    for (auto saved = m_stored.saved.cbegin(); saved != m_stored.saved.cend(); ++saved)
        suggestions.append({saved.value(), saved.key(), false});
    for (const QString &text : m_stored.history) {
        if (!m_stored.saved.values().contains(text))
            suggestions.append({text, {}, false});
    }
    m_field->setEarlierFilters(suggestions);
}

void FilterBar::fillMenu()
{
    m_menu->clear();
    QAction *save = m_menu->addAction(tr("&Save this filter…"), this, &FilterBar::saveFilter);
    save->setEnabled(!m_filter.isEmpty());
    if (!m_stored.saved.isEmpty()) {
        addHeading(m_menu, tr("Saved"));
        m_remove->clear();
        for (auto saved = m_stored.saved.cbegin(); saved != m_stored.saved.cend(); ++saved) {
            const QString name = saved.key();
            const QString text = saved.value();
            QAction *action = m_menu->addAction(menuText(name), this, [this, text] { setText(text); });
            action->setToolTip(plainToolTip({singleLine(text)}));
            m_remove->addAction(menuText(name), this, [this, name] {
                m_stored.saved.remove(name);
                offerStored();
            });
        }
        m_menu->addMenu(m_remove);
    }
    if (m_stored.history.isEmpty())
        return;
    addHeading(m_menu, tr("Earlier"));
    const QStringList newest = m_stored.history.mid(0, menuHistory);
    for (const QString &text : newest) {
        QAction *action = m_menu->addAction(menuText(text), this, [this, text] { setText(text); });
        if (text.size() > menuCharacters)
            action->setToolTip(plainToolTip({singleLine(text)}));
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("&Clear the earlier filters"), this, [this] {
        m_stored.history.clear();
        offerStored();
    });
}

void FilterBar::saveFilter()
{
    const QString text = m_filter.text.trimmed();
    const QString name = QInputDialog::getText(this, tr("Save the filter"), tr("Name"), QLineEdit::Normal, text);
    if (name.trimmed().isEmpty())
        return;
    m_stored.saved.insert(name.trimmed(), text);
    offerStored();
}

} // namespace Inspector
