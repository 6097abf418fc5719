// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/errortext.h"

#include <QtCore/QCoreApplication>

namespace RelayCore {
namespace {

/// What RelayError::text was made of.
class TextExtension final : public ValueExtension
{
public:
    QByteArray source;
    QStringList arguments;
};

const TextExtension *textOf(const ValueExtensionPointer &extension)
{
    return static_cast<const TextExtension *>(extension.constData());
}

/// Unlike QString::arg(), leaves an argument alone that holds a placeholder, and a %2F where there is no argument 2.
QString filled(const QString &pattern, const QStringList &arguments)
{
    QString result;
    qsizetype from = 0;
    for (qsizetype at = pattern.indexOf(u'%'); at >= 0; at = pattern.indexOf(u'%', at + 1)) {
        const int number = at + 1 < pattern.size() ? pattern.at(at + 1).digitValue() : -1;
        if (number < 1 || number > arguments.size())
            continue;
        result += QStringView(pattern).sliced(from, at - from);
        result += arguments.at(number - 1);
        from = at + 2;
    }
    result += QStringView(pattern).sliced(from);
    return result;
}

} // namespace

QString toString(const ErrorText &text)
{
    return filled(QString::fromLatin1(text.source), text.arguments);
}

void RelayError::setText(const QByteArray &source, const QStringList &arguments)
{
    auto *extension = new TextExtension;
    extension->source = source;
    extension->arguments = arguments;
    d.reset(extension);
    text = filled(QString::fromUtf8(source), arguments);
}

QByteArray RelayError::textSource() const
{
    return d ? textOf(d)->source : QByteArray();
}

QStringList RelayError::textArguments() const
{
    return d ? textOf(d)->arguments : QStringList();
}

QString RelayError::translatedText() const
{
    if (!d || text != filled(QString::fromUtf8(textOf(d)->source), textOf(d)->arguments))
        return text; // assigned by the application
    return filled(QCoreApplication::translate("RelayCore::RelayError", textOf(d)->source.constData()),
                  textOf(d)->arguments);
}

} // namespace RelayCore
