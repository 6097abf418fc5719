// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QVariantMap>
#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtGui/QPalette>

#include <array>

namespace Inspector {

/// The colours of the whole window, for Widgets and QML alike: one set of tokens, light and dark.
///
/// Every text token has a contrast of at least 4.5 : 1 on window, base, alternate, selection and match, and on its own
/// chip.
/// One object is created by the application and passed to everything that draws.
/// \par Threads  the GUI thread.
class Theme : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool dark READ isDark NOTIFY changed)
    Q_PROPERTY(QColor window READ window NOTIFY changed)
    Q_PROPERTY(QColor base READ base NOTIFY changed)
    Q_PROPERTY(QColor alternate READ alternate NOTIFY changed)
    Q_PROPERTY(QColor line READ line NOTIFY changed)
    Q_PROPERTY(QColor text READ text NOTIFY changed)
    Q_PROPERTY(QColor muted READ muted NOTIFY changed)
    Q_PROPERTY(QColor accent READ accent NOTIFY changed)
    Q_PROPERTY(QColor selection READ selection NOTIFY changed)
    Q_PROPERTY(QColor selectedText READ selectedText NOTIFY changed)
    Q_PROPERTY(QColor registration READ registration NOTIFY changed)
    Q_PROPERTY(QColor response READ response NOTIFY changed)
    Q_PROPERTY(QColor offer READ offer NOTIFY changed)
    Q_PROPERTY(QColor answer READ answer NOTIFY changed)
    Q_PROPERTY(QColor error READ error NOTIFY changed)
    Q_PROPERTY(QColor control READ control NOTIFY changed)
    Q_PROPERTY(QColor good READ good NOTIFY changed)
    Q_PROPERTY(QColor waiting READ waiting NOTIFY changed)
    /// By the name of the token, for bindings: they follow a change, calls of colour() do not.
    Q_PROPERTY(QVariantMap colours READ colours NOTIFY changed)
    /// The family of fixedFont().
    Q_PROPERTY(QString fixedFamily READ fixedFamily CONSTANT)

public:
    enum class Scheme { System, Light, Dark };
    Q_ENUM(Scheme)

    enum class Token {
        Window,    ///< Panes, bars, headings.
        Base,      ///< Behind the rows of lists and tables.
        Alternate, ///< Every second row; cards.
        Line,      ///< Separators and borders.
        Text,
        Muted, ///< Secondary text.
        Accent,
        Selection, ///< Behind a selected row.
        SelectedText,
        Match, ///< Behind a row that a filter highlights.
        Registration,
        Response,
        Offer,
        Answer,
        Error,
        Control,
        Good,
        Waiting,
    };
    Q_ENUM(Token)
    static constexpr std::size_t tokenCount = std::size_t(Token::Waiting) + 1;

    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    /// System follows the desktop, also when it changes later.
    void setScheme(Scheme scheme);
    [[nodiscard]] bool isDark() const { return m_dark; }

    [[nodiscard]] QColor colour(Token token) const;
    /// By name: "offer", "error", "muted", ... (what kindToken() of the models gives); text for an unknown name.
    [[nodiscard]] QColor colour(const QString &token) const;
    [[nodiscard]] QVariantMap colours() const;
    /// The opaque background of a chip with text in \a token, on rows of \a behind.
    [[nodiscard]] QColor chip(Token token, Token behind = Token::Base) const;
    Q_INVOKABLE [[nodiscard]] QColor chip(const QString &token, bool selected = false) const;
    [[nodiscard]] static Token token(const QString &name);

    /// Every role of a Fusion palette, from the tokens.
    [[nodiscard]] QPalette palette() const;

    /// The system's monospace font at the size of the application's font; its digits all have the same width.
    [[nodiscard]] static QFont fixedFont(qreal scale = 1.0);
    [[nodiscard]] QString fixedFamily() const { return fixedFont().family(); }
    /// Relative luminance contrast. \par Source  WCAG 2.2, "contrast ratio": 1 to 21.
    [[nodiscard]] static qreal contrast(const QColor &a, const QColor &b);

    [[nodiscard]] QColor window() const { return colour(Token::Window); }
    [[nodiscard]] QColor base() const { return colour(Token::Base); }
    [[nodiscard]] QColor alternate() const { return colour(Token::Alternate); }
    [[nodiscard]] QColor line() const { return colour(Token::Line); }
    [[nodiscard]] QColor text() const { return colour(Token::Text); }
    [[nodiscard]] QColor muted() const { return colour(Token::Muted); }
    [[nodiscard]] QColor accent() const { return colour(Token::Accent); }
    [[nodiscard]] QColor selection() const { return colour(Token::Selection); }
    [[nodiscard]] QColor selectedText() const { return colour(Token::SelectedText); }
    [[nodiscard]] QColor match() const { return colour(Token::Match); }
    [[nodiscard]] QColor registration() const { return colour(Token::Registration); }
    [[nodiscard]] QColor response() const { return colour(Token::Response); }
    [[nodiscard]] QColor offer() const { return colour(Token::Offer); }
    [[nodiscard]] QColor answer() const { return colour(Token::Answer); }
    [[nodiscard]] QColor error() const { return colour(Token::Error); }
    [[nodiscard]] QColor control() const { return colour(Token::Control); }
    [[nodiscard]] QColor good() const { return colour(Token::Good); }
    [[nodiscard]] QColor waiting() const { return colour(Token::Waiting); }

Q_SIGNALS:
    void changed();

private:
    void follow();
    [[nodiscard]] bool systemIsDark() const;

    Scheme m_scheme = Scheme::System;
    bool m_dark = false;
    QPalette m_systemPalette; ///< As it was before anything of ours was applied.
};

} // namespace Inspector
