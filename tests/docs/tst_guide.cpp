// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/relayserver.h"
#include "tests/docs/pages.h"
#include "tests/docs/statetable.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

#include <relaycore/client/relayclient.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using Pages::Code;

namespace {

const QString root = QStringLiteral(RELAY_SOURCE_DIR);
const QString guide = root + u"/docs/guide.md"_s;
const QString tableBegins = u"<!-- The state table: drawn from the code by tests/docs. -->"_s;
const QString tableEnds = u"<!-- The end of the state table. -->"_s;

QString shown(const QString &path)
{
    return QDir(root).relativeFilePath(path);
}

/// Every page: what stands at the top, and docs/.
QStringList pages()
{
    QStringList found;
    for (const QString &folder : {root, root + u"/docs"_s}) {
        const auto files = QDir(folder).entryInfoList({u"*.md"_s}, QDir::Files, QDir::Name);
        for (const QFileInfo &file : files)
            found += file.filePath();
    }
    return found;
}

/// What is compiled: the snippets of the sources that CMake builds.
QList<Code> snippets()
{
    QList<Code> all;
    for (const QString &source : QStringLiteral(RELAY_SNIPPET_SOURCES).split(u'|'))
        all += Pages::snippetsOf(Pages::linesOf(source), shown(source));
    return all;
}

QList<Code> blocks(const QString &language)
{
    QList<Code> all;
    for (const QString &page : pages()) {
        const auto ofPage = Pages::blocksOf(Pages::linesOf(page), shown(page));
        std::copy_if(ofPage.cbegin(), ofPage.cend(), std::back_inserter(all),
                     [&](const Code &block) { return block.name == language; });
    }
    return all;
}

/// How many lines of \a snippet and \a block agree from the beginning.
qsizetype commonLines(const Code &snippet, const Code &block)
{
    const auto ends =
        std::mismatch(snippet.lines.cbegin(), snippet.lines.cend(), block.lines.cbegin(), block.lines.cend());
    return ends.first - snippet.lines.cbegin();
}

/// Whether one of \a files, separated by |, has \a lines, whatever their indentation.
bool standsIn(const QString &files, const QStringList &lines)
{
    const auto dense = [](const QStringList &code) {
        QString text;
        for (const QString &line : code)
            text += line.trimmed() + u'\n';
        return text;
    };
    const QStringList sources = files.split(u'|');
    return std::any_of(sources.cbegin(), sources.cend(), [&](const QString &source) {
        return dense(Pages::linesOf(source)).contains(dense(lines).trimmed());
    });
}

void addRows(const QList<Code> &codes)
{
    QTest::addColumn<QStringList>("lines");
    for (const Code &code : codes)
        QTest::addRow("%s %s", qPrintable(code.place), qPrintable(code.lines.join(u' ').left(60))) << code.lines;
    QVERIFY(!codes.isEmpty());
}

} // namespace

/// The pages against the code: what they show is compiled, what they draw is so, where they point there is something.
class tst_Guide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBlockOfCodeIsCompiled_data() { addRows(blocks(u"cpp"_s)); }

    void everyBlockOfCodeIsCompiled()
    {
        QFETCH(const QStringList, lines);
        const Code block{{}, {}, lines};
        const auto all = snippets();
        const auto closest = std::max_element(all.cbegin(), all.cend(), [&](const Code &a, const Code &b) {
            return commonLines(a, block) < commonLines(b, block);
        });
        QVERIFY(closest != all.cend());
        const auto same = commonLines(*closest, block);
        const QString advice = u"No compiled snippet equals this block. The closest is [%1] in %2; there line %3 is\n"
                               "  %4\nand not\n  %5"_s.arg(closest->name, closest->place)
                                   .arg(same + 1)
                                   .arg(closest->lines.value(same), lines.value(same));
        const bool isCompiled =
            std::any_of(all.cbegin(), all.cend(), [&](const Code &snippet) { return snippet.lines == lines; });
        QVERIFY2(isCompiled, qPrintable(advice));
    }

    void everySnippetIsShown_data()
    {
        auto all = snippets();
        all.removeIf([](const Code &snippet) { return snippet.name.startsWith(u"migration"_s); });
        addRows(all);
    }

    void everySnippetIsShown()
    {
        QFETCH(const QStringList, lines);
        const auto all = blocks(u"cpp"_s);
        QVERIFY2(std::any_of(all.cbegin(), all.cend(), [&](const Code &block) { return block.lines == lines; }),
                 "No page shows it.");
    }

    void everyLineOfTheMigrationIsCompiled_data()
    {
        addRows(Pages::codeInColumn(Pages::linesOf(guide), u"RelayClient, C++"_s, shown(guide)));
    }

    void everyLineOfTheMigrationIsCompiled()
    {
        QFETCH(const QStringList, lines);
        QStringList compiled;
        for (const Code &snippet : snippets()) {
            for (const QString &line : snippet.lines)
                compiled += line.trimmed();
        }
        QVERIFY2(compiled.contains(lines.first()), "Not a line of a compiled snippet.");
    }

    void everyLineForCMakeIsTried_data() { addRows(blocks(u"cmake"_s)); }

    void everyLineForCMakeIsTried()
    {
        QFETCH(const QStringList, lines);
        QStringList tried;
        for (const QString &list : QStringLiteral(RELAY_TRIED_LISTS).split(u'|'))
            tried += Pages::linesOf(list);
        for (const QString &line : lines)
            QVERIFY2(tried.contains(line),
                     qPrintable(u"Not in a CMakeLists.txt that the package's tests build: "_s + line));
    }

    void everyBlockOfQmlIsChecked_data() { addRows(blocks(u"qml"_s)); }

    /// qmllint checks these files.
    void everyBlockOfQmlIsChecked()
    {
        QFETCH(const QStringList, lines);
        QVERIFY2(standsIn(QStringLiteral(RELAY_QML_SOURCES), lines),
                 "No QML file that qmllint checks has these lines.");
    }

    void everyBlockOfPythonIsRun_data() { addRows(blocks(u"python"_s)); }

    void everyBlockOfPythonIsRun()
    {
        QFETCH(const QStringList, lines);
        QVERIFY2(standsIn(QStringLiteral(RELAY_PYTHON_SOURCES), lines),
                 "No Python file that a test runs has these lines.");
    }

    /// Code under another name would escape the rows above.
    void everyBlockSaysItsLanguage()
    {
        // Configurations of other programs are used by tst_relayctldeployment as they stand.
        const QStringList known{u""_s,      u"cpp"_s,    u"cmake"_s, u"haproxy"_s, u"json"_s,     u"mermaid"_s,
                                u"nginx"_s, u"python"_s, u"qml"_s,   u"sql"_s,     u"tinyproxy"_s};
        for (const QString &page : pages()) {
            for (const Code &block : Pages::blocksOf(Pages::linesOf(page), shown(page))) {
                QVERIFY2(known.contains(block.name), qPrintable(block.place + u": "_s + block.name));
                const bool looksLikeCode = block.lines.join(u'\n').contains(QRegularExpression(u";$|#include"_s));
                QVERIFY2(!block.name.isEmpty() || !looksLikeCode,
                         qPrintable(block.place + u": C++ without its name"_s));
            }
        }
    }

    void theStateTableIsTheCodesOwn()
    {
        const QString page = Pages::linesOf(guide).join(u'\n');
        const qsizetype begin = page.indexOf(tableBegins + u'\n');
        const qsizetype end = page.indexOf(tableEnds);
        QVERIFY2(begin >= 0 && end > begin, "docs/guide.md has lost the marks around its state table.");
        const qsizetype from = begin + tableBegins.size() + 1;
        if (qEnvironmentVariableIsSet("RELAY_WRITE_GUIDE")) {
            QFile file(guide);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write((page.first(from) + stateTableText() + page.sliced(end)).toUtf8());
            return;
        }
        QVERIFY2(page.sliced(from, end - from) == stateTableText(),
                 "The code has another state table than docs/guide.md. RELAY_WRITE_GUIDE=1 writes it into the page:\n"
                 "  RELAY_WRITE_GUIDE=1 build/dev/tests/tst_guide theStateTableIsTheCodesOwn");
    }

    void everyLinkLeadsSomewhere_data()
    {
        QTest::addColumn<QString>("page");
        for (const QString &page : pages())
            QTest::addRow("%s", qPrintable(shown(page))) << page;
    }

    void everyLinkLeadsSomewhere()
    {
        QFETCH(const QString, page);
        static const QRegularExpression link(u"(?:\\]\\(|href=\"|src=\"|srcset=\")([^)\"#]+)(#[^)\"]*)?[)\"]"_s);
        static const QRegularExpression code(u"```.*?```|`[^`]*`"_s, QRegularExpression::DotMatchesEverythingOption);
        const QString text = Pages::linesOf(page).join(u'\n').remove(code);
        for (auto matches = link.globalMatch(text); matches.hasNext();) {
            const QString target = matches.next().captured(1);
            if (!target.contains(u"://"_s))
                QVERIFY2(QFileInfo::exists(QFileInfo(page).dir().filePath(target)), qPrintable(target));
        }
    }

    void theFirstProgramRuns()
    {
        RelayCore::RelayServer relay({.port = 0});
        QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
        QProcess hello;
        hello.setProcessChannelMode(QProcess::MergedChannels);
        hello.start(QStringLiteral(RELAY_HELLO), {relay.url().toString()});
        QTRY_COMPARE(relay.clients().size(), 1);

        RelayCore::RelayClientOptions options;
        options.address = relay.url();
        options.name = u"beta"_s;
        RelayCore::RelayClient beta(options);
        beta.send(RelayCore::PeerConnection{
            beta.uuid(), beta.name(), relay.clients().first().uuid, RelayCore::DescriptionType::Offer, u"hello"_s, {}});
        QByteArray output;
        QTRY_VERIFY((output += hello.readAll()).contains("\"beta\" sent the \"offer\" \"hello\""));
        QVERIFY(output.contains("peers reach me as"));
        hello.kill();
        QTRY_COMPARE(hello.state(), QProcess::NotRunning);

        hello.start(QStringLiteral(RELAY_HELLO), {u"http://127.0.0.1"_s});
        QTRY_COMPARE(hello.state(), QProcess::NotRunning);
        QCOMPARE(hello.exitCode(), 1);
        QVERIFY(hello.readAll().contains("must start with ws:// or wss://"));
    }
};

QTEST_GUILESS_MAIN(tst_Guide)
#include "tst_guide.moc"
