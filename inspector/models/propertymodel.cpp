// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/propertymodel.h"

#include "inspector/models/errortext.h"
#include "inspector/models/formatting.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

PropertyModel::PropertyModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void PropertyModel::setSections(const QList<PropertySection> &sections)
{
    beginResetModel();
    m_rows.clear();
    for (const PropertySection &section : sections) {
        if (section.facts.isEmpty())
            continue;
        // Facts are made of what peers, relays and certificates send.
        const QString title = singleLine(section.title);
        if (!title.isEmpty())
            m_rows.append({title, {title, {}, {}, {}}, true});
        for (const Fact &fact : section.facts)
            m_rows.append({title,
                           {singleLine(fact.name), singleLine(fact.value), fact.token,
                            RelayCore::displayText(fact.toolTip, RelayCore::LineBreaks::Keep)},
                           false});
    }
    endResetModel();
}

int PropertyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PropertyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PropertyModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name ? row.fact.name : row.fact.value;
    case Qt::ToolTipRole:
        return row.fact.toolTip.isEmpty() ? row.fact.value : row.fact.toolTip;
    case SectionRole:
        return row.section;
    case TokenRole:
        return row.fact.token;
    case IsTitleRole:
        return row.title;
    default:
        return {};
    }
}

QVariant PropertyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    return section == Name ? tr("Fact") : tr("Value");
}

namespace {

void add(PropertySection &section, const QString &name, const QString &value, const QString &token = {})
{
    if (!value.isEmpty())
        section.facts.append({name, singleLine(value), token, {}});
}

QString endedBy(RelayCore::ConnectionClosed::By by)
{
    using By = RelayCore::ConnectionClosed::By;
    switch (by) {
    case By::Client:
        return PropertyModel::tr("by the client");
    case By::Relay:
        return PropertyModel::tr("by the relay");
    case By::Upstream:
        return PropertyModel::tr("the relay could not be reached");
    case By::Source:
        return PropertyModel::tr("the source was stopped");
    }
    Q_UNREACHABLE();
}

PropertySection tlsSection(const QString &title, const RelayCore::TlsEstablished &tls)
{
    PropertySection section{title, {}};
    const QLocale locale;
    const auto day = [&locale](const QDateTime &time) {
        return time.isValid() ? locale.toString(time, QLocale::ShortFormat) : QString();
    };
    add(section, PropertyModel::tr("protocol"), tls.protocol);
    add(section, PropertyModel::tr("cipher"), tls.cipher);
    add(section, PropertyModel::tr("subject"), tls.subject);
    add(section, PropertyModel::tr("issuer"), tls.issuer);
    add(section, PropertyModel::tr("valid from"), day(tls.notBefore));
    add(section, PropertyModel::tr("valid to"), day(tls.notAfter));
    if (!tls.sha256.isEmpty()) {
        const QString whole = QString::fromLatin1(tls.sha256);
        section.facts.append({PropertyModel::tr("SHA-256"), elided(whole, 32), {}, whole});
    }
    for (const QString &error : tls.errors)
        add(section, PropertyModel::tr("problem"), error, u"error"_s);
    return section;
}

} // namespace

PropertySection connectionFacts(const ConnectionRow &connection)
{
    PropertySection section{PropertyModel::tr("Connection"), {}};
    add(section, PropertyModel::tr("client"), connection.clientAddress);
    add(section, PropertyModel::tr("relay"), connection.upstream);
    add(section, PropertyModel::tr("name"), connection.name);
    add(section, PropertyModel::tr("UUID"), fullUuid(connection.uuid));
    add(section, PropertyModel::tr("opened"), connection.openedNs > 0 ? timeText(connection.openedNs) : QString());
    if (connection.registered)
        add(section, PropertyModel::tr("registration"), PropertyModel::tr("accepted"), u"good"_s);
    add(section, PropertyModel::tr("registration"), connection.registrationError, u"error"_s);
    add(section, PropertyModel::tr("unreadable"), connection.violation, u"error"_s);
    if (connection.closeCode) {
        QString code = QString::number(*connection.closeCode);
        if (const QString name = closeName(*connection.closeCode); !name.isEmpty())
            code += u" · "_s + name;
        add(section, PropertyModel::tr("close code"), code,
            RelayCore::isOrderlyClose(*connection.closeCode) ? QString() : u"error"_s);
        add(section, PropertyModel::tr("close reason"), connection.closeReason);
    }
    if (connection.closedNs)
        add(section, PropertyModel::tr("ended"), timeText(*connection.closedNs));
    if (connection.closed) {
        add(section, PropertyModel::tr("outcome"), endedBy(connection.closed->by));
        add(section, PropertyModel::tr("cause"), translatedError(connection.closed->text),
            connection.closed->category == RelayCore::CloseCategory::None ? QString() : u"error"_s);
    }
    return section;
}

QList<PropertySection> tlsFacts(const ConnectionRow &connection)
{
    QList<PropertySection> sections;
    const bool both = connection.tls && connection.clientTls;
    if (connection.tls)
        sections.append(
            tlsSection(both ? PropertyModel::tr("TLS with the relay") : PropertyModel::tr("TLS"), *connection.tls));
    if (connection.clientTls)
        sections.append(tlsSection(PropertyModel::tr("TLS with the client"), *connection.clientTls));
    return sections;
}

} // namespace Inspector
