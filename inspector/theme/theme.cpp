// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/theme/theme.h"

#include <QtCore/QMetaEnum>
#include <QtCore/QtMath>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtGui/QStyleHints>

#include <algorithm>

namespace Inspector {

namespace {

using Colours = std::array<QRgb, Theme::tokenCount>;

// In the order of Theme::Token.
constexpr Colours light{
    0xfff3f4f6, 0xffffffff, 0xfffafbfc, 0xffdde1e6, 0xff1b1f24, 0xff57606a, 0xff0b57d0, 0xffdbeafe, 0xff0f1f38,
    0xfffff2c2, 0xff6b3fb5, 0xff535c66, 0xff0b57d0, 0xff12703a, 0xffbe1e24, 0xff7a5200, 0xff12703a, 0xff7a5200,
};
constexpr Colours dark{
    0xff16191d, 0xff1e2125, 0xff23272d, 0xff343a41, 0xffe6e9ed, 0xff9ba5b1, 0xff58a6ff, 0xff1f3557, 0xffffffff,
    0xff37300f, 0xffc09bff, 0xffa3adb8, 0xff62abff, 0xff5bc27c, 0xffff8a82, 0xffd9a74a, 0xff5bc27c, 0xffd9a74a,
};

constexpr qreal readable = 4.5;

qreal luminance(const QColor &colour)
{
    const auto linear = [](float channel) {
        const qreal c = qreal(channel);
        return c <= 0.03928 ? c / 12.92 : qPow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

QColor mixed(const QColor &behind, const QColor &front, int percent)
{
    const auto mix = [percent](int a, int b) { return (a * (100 - percent) + b * percent + 50) / 100; };
    return {mix(behind.red(), front.red()), mix(behind.green(), front.green()), mix(behind.blue(), front.blue())};
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_systemPalette(QGuiApplication::palette())
{
    m_dark = systemIsDark();
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::follow);
#endif
}

Theme::~Theme() = default;

void Theme::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    follow();
}

void Theme::follow()
{
    const bool dark = m_scheme == Scheme::System ? systemIsDark() : m_scheme == Scheme::Dark;
    if (dark == m_dark)
        return;
    m_dark = dark;
    Q_EMIT changed();
}

bool Theme::systemIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    // Text brighter than what is behind it is what a dark desktop looks like to an older Qt.
    return luminance(m_systemPalette.color(QPalette::WindowText)) > luminance(m_systemPalette.color(QPalette::Window));
}

QColor Theme::colour(Token token) const
{
    return QColor::fromRgb((m_dark ? dark : light)[std::size_t(token)]);
}

QColor Theme::colour(const QString &name) const
{
    return colour(token(name));
}

QVariantMap Theme::colours() const
{
    QVariantMap colours;
    const QMetaEnum tokens = QMetaEnum::fromType<Token>();
    for (int i = 0; i < tokens.keyCount(); ++i) {
        QString name = QString::fromLatin1(tokens.key(i));
        name[0] = name.at(0).toLower();
        colours.insert(name, colour(Token(tokens.value(i))));
    }
    return colours;
}

QColor Theme::chip(Token token, Token behind) const
{
    const QColor text = colour(token);
    const QColor back = colour(behind);
    // As much colour as the text on it can bear.
    for (int percent = 16; percent > 0; --percent) {
        if (const QColor chip = mixed(back, text, percent); contrast(text, chip) >= readable)
            return chip;
    }
    return back;
}

QColor Theme::chip(const QString &name, bool selected) const
{
    return chip(token(name), selected ? Token::Selection : Token::Base);
}

Theme::Token Theme::token(const QString &name)
{
    if (name.isEmpty())
        return Token::Text;
    QByteArray key = name.toLatin1();
    key[0] = char(QChar::toUpper(uint(uchar(key[0]))));
    bool known = false;
    const int value = QMetaEnum::fromType<Token>().keyToValue(key.constData(), &known);
    return known ? Token(value) : Token::Text;
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, window());
    palette.setColor(QPalette::WindowText, text());
    palette.setColor(QPalette::Base, base());
    palette.setColor(QPalette::AlternateBase, alternate());
    palette.setColor(QPalette::Text, text());
    palette.setColor(QPalette::PlaceholderText, muted());
    palette.setColor(QPalette::ToolTipBase, alternate());
    palette.setColor(QPalette::ToolTipText, text());
    palette.setColor(QPalette::Button, m_dark ? alternate() : base());
    palette.setColor(QPalette::ButtonText, text());
    palette.setColor(QPalette::BrightText, error());
    palette.setColor(QPalette::Highlight, selection());
    palette.setColor(QPalette::HighlightedText, selectedText());
    palette.setColor(QPalette::Link, accent());
    palette.setColor(QPalette::LinkVisited, registration());
    palette.setColor(QPalette::Light, m_dark ? mixed(line(), text(), 12) : base());
    palette.setColor(QPalette::Midlight, mixed(base(), line(), 50));
    palette.setColor(QPalette::Mid, line());
    palette.setColor(QPalette::Dark, mixed(line(), text(), 20));
    palette.setColor(QPalette::Shadow, m_dark ? QColor(Qt::black) : mixed(line(), text(), 40));
    const QColor faint = mixed(window(), muted(), 65);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, faint);
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    palette.setColor(QPalette::Accent, accent());
#endif
    return palette;
}

QFont Theme::fixedFont(qreal scale)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    const QFont normal = QGuiApplication::font();
    if (normal.pointSizeF() > 0)
        font.setPointSizeF(normal.pointSizeF() * scale);
    else
        font.setPixelSize(qMax(1, qRound(normal.pixelSize() * scale)));
    return font;
}

qreal Theme::contrast(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

} // namespace Inspector
