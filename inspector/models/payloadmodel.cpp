// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/payloadmodel.h"

#include "inspector/analysis/decodeerrortext.h"
#include "inspector/models/formatting.h"
#include "inspector/models/messagedetails.h"
#include "inspector/models/summary.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <utility>
#include <vector>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shownCharacters = 400;
constexpr qsizetype shownKey = 64;
// A tree with more rows than this is of no use, and would take long to build.
constexpr int maxNodes = 20'000;

struct Node
{
    QString key;
    QString value;
    QString type;
    QString toolTip;
    bool error = false;
    Node *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children;
};

// QJsonObject sorts its keys; readers expect the order of the protocol.
int rank(const QString &key)
{
    static const QStringList order{u"message_type"_s,     u"name"_s,        u"uuid"_s,        u"success"_s,
                                   u"message"_s,          u"source_uuid"_s, u"source_name"_s, u"peer_uuid"_s,
                                   u"description_type"_s, u"description"_s, u"error"_s};
    const qsizetype at = order.indexOf(key);
    return at < 0 ? int(order.size()) : int(at);
}

} // namespace

struct PayloadTree
{
    Node root;
    int nodes = 0;
    bool full = false;

    Node *add(Node &parent, const QString &key, const QString &value, const QString &type);
    void addValue(Node &parent, const QString &key, const QJsonValue &value);
    void addText(Node &parent, const QString &key, const QString &text);
    void addError(const QString &text);
    void fill(const MessageRow &message, const QByteArray &payload);
    [[nodiscard]] const Node *node(const QModelIndex &index) const;
};

Node *PayloadTree::add(Node &parent, const QString &key, const QString &value, const QString &type)
{
    auto child = std::make_unique<Node>();
    child->key = key;
    child->value = value;
    child->type = type;
    child->parent = &parent;
    child->row = int(parent.children.size());
    ++nodes;
    return parent.children.emplace_back(std::move(child)).get();
}

void PayloadTree::addError(const QString &text)
{
    add(root, PayloadModel::tr("problem"), text, PayloadModel::tr("error"))->error = true;
}

void PayloadTree::addText(Node &parent, const QString &key, const QString &text)
{
    Node *node = add(parent, key, text, PayloadModel::tr("string"));
    const qsizetype count = text.count(u'\n') + (text.endsWith(u'\n') ? 0 : 1);
    if (count < 2)
        return;
    qsizetype begin = 0;
    for (int number = 1; begin < text.size(); ++number) {
        if (nodes >= maxNodes) {
            full = true;
            break;
        }
        qsizetype end = text.indexOf(u'\n', begin);
        if (end < 0)
            end = text.size();
        const bool carriageReturn = end > begin && text.at(end - 1) == u'\r';
        add(*node, QString::number(number), text.mid(begin, end - begin - (carriageReturn ? 1 : 0)),
            PayloadModel::tr("line"));
        begin = end + 1;
    }
    node->toolTip = PayloadModel::tr("%1 lines").arg(numberText(count));
}

void PayloadTree::addValue(Node &parent, const QString &key, const QJsonValue &value)
{
    if (nodes >= maxNodes) {
        full = true;
        return;
    }
    switch (value.type()) {
    case QJsonValue::Null:
        add(parent, key, u"null"_s, PayloadModel::tr("null"));
        return;
    case QJsonValue::Bool:
        add(parent, key, value.toBool() ? u"true"_s : u"false"_s, PayloadModel::tr("boolean"));
        return;
    case QJsonValue::Double:
        add(parent, key, value.toVariant().toString(), PayloadModel::tr("number"));
        return;
    case QJsonValue::String:
        addText(parent, key, value.toString());
        return;
    case QJsonValue::Array: {
        const QJsonArray array = value.toArray();
        Node *node =
            add(parent, key, PayloadModel::tr("%1 elements").arg(numberText(array.size())), PayloadModel::tr("array"));
        for (qsizetype i = 0; i < array.size() && !full; ++i)
            addValue(*node, QString::number(i), array.at(i));
        return;
    }
    case QJsonValue::Object: {
        const QJsonObject object = value.toObject();
        QStringList keys = object.keys();
        std::stable_sort(keys.begin(), keys.end(),
                         [](const QString &a, const QString &b) { return rank(a) < rank(b); });
        Node *node = &parent;
        if (&parent != &root || !key.isEmpty())
            node = add(parent, key, PayloadModel::tr("%1 members").arg(numberText(keys.size())),
                       PayloadModel::tr("object"));
        for (const QString &name : std::as_const(keys)) {
            if (full)
                return;
            addValue(*node, name, object.value(name));
        }
        return;
    }
    case QJsonValue::Undefined:
        return;
    }
}

void PayloadTree::fill(const MessageRow &message, const QByteArray &payload)
{
    if (message.isOpaque()) {
        addError(PayloadModel::tr("Compressed and not inflated; the bytes are as they were on the wire."));
        return;
    }
    switch (message.opcode) {
    case RelayCore::Opcode::Binary:
        addError(PayloadModel::tr("A binary message of %1 B; the relay protocol has only texts.")
                     .arg(numberText(message.payload.size())));
        return;
    case RelayCore::Opcode::Close: {
        if (message.payload.size() < 2) {
            add(root, PayloadModel::tr("code"), PayloadModel::tr("none"), PayloadModel::tr("number"));
            return;
        }
        const CloseFrame frame = closeFrame(message.payload);
        Node *code = add(root, PayloadModel::tr("code"), QString::number(frame.code), PayloadModel::tr("number"));
        code->toolTip = closeName(frame.code);
        add(root, PayloadModel::tr("reason"), frame.reason, PayloadModel::tr("string"));
        return;
    }
    case RelayCore::Opcode::Ping:
    case RelayCore::Opcode::Pong:
        add(root, PayloadModel::tr("data"), QString::fromLatin1(message.payload.toHex(' ')), PayloadModel::tr("bytes"));
        return;
    case RelayCore::Opcode::Text:
        break;
    }
    if (const auto decoded = RelayCore::decode(payload);
        const auto *error = std::get_if<RelayCore::DecodeError>(&decoded))
        addError(decodeErrorText(*error));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(payload, &error);
    if (error.error != QJsonParseError::NoError) {
        // QJsonDocument takes only objects and arrays; for the rest the decoder has said what it found.
        if (root.children.empty())
            addError(PayloadModel::tr("Not JSON: %1 at byte %2").arg(error.errorString()).arg(error.offset));
        addText(root, PayloadModel::tr("text"), QString::fromUtf8(payload.left(MessageDetails::rawLimit)));
        return;
    }
    if (document.isArray())
        addValue(root, PayloadModel::tr("array"), document.array());
    else
        addValue(root, {}, document.object());
    if (full)
        addError(PayloadModel::tr("Only the first %1 values are shown.").arg(numberText(maxNodes)));
}

const Node *PayloadTree::node(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer()) : &root;
}

std::shared_ptr<const PayloadTree> payloadTree(const MessageRow &message, const QByteArray &payload)
{
    auto tree = std::make_shared<PayloadTree>();
    tree->fill(message, payload);
    return tree;
}

PayloadModel::PayloadModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_tree(std::make_shared<const PayloadTree>())
{}

PayloadModel::~PayloadModel() = default;

void PayloadModel::setMessage(const MessageRow &message, bool redact)
{
    setTree(payloadTree(message, redact ? redactedPayload(message.payload) : message.payload));
}

void PayloadModel::setTree(std::shared_ptr<const PayloadTree> tree)
{
    beginResetModel();
    m_tree = tree ? std::move(tree) : std::make_shared<const PayloadTree>();
    endResetModel();
}

QModelIndex PayloadModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, m_tree->node(parent)->children[std::size_t(row)].get());
}

QModelIndex PayloadModel::parent(const QModelIndex &child) const
{
    const Node *parent = child.isValid() ? m_tree->node(child)->parent : nullptr;
    if (!parent || parent == &m_tree->root)
        return {};
    return createIndex(parent->row, 0, parent);
}

int PayloadModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(m_tree->node(parent)->children.size());
}

int PayloadModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant PayloadModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node *node = m_tree->node(index);
    switch (role) {
    case Qt::DisplayRole:
        switch (Column(index.column())) {
        case Key:
            return elided(singleLine(node->key.left(shownKey + 1)), shownKey);
        case Value:
            return node->value.size() > shownCharacters || node->value.contains(u'\n')
                       ? singleLine(node->value.left(shownCharacters).simplified()) + u'…'
                       : singleLine(node->value);
        case Type:
            return node->type;
        case ColumnCount:
            break;
        }
        return {};
    case Qt::ToolTipRole:
        return node->toolTip.isEmpty() && index.column() == Value
                   ? RelayCore::displayText(node->value.left(shownCharacters), RelayCore::LineBreaks::Keep)
                   : node->toolTip;
    case FullValueRole:
        return node->value;
    case IsErrorRole:
        return node->error;
    default:
        return {};
    }
}

QVariant PayloadModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Key:
        return tr("Key");
    case Value:
        return tr("Value");
    case Type:
        return tr("Type");
    default:
        return {};
    }
}

} // namespace Inspector
