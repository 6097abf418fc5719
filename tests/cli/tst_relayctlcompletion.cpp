// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;

/// What bash offers with the script of `relayctl completion bash`; that the others are read without an error, where
/// their shells are installed.
class tst_RelayctlCompletion : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] static QByteArray run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        if (!process.waitForFinished(30'000) || process.exitCode() != 0)
            qFatal("%s: %s", qPrintable(program), process.readAllStandardError().constData());
        return process.readAllStandardOutput();
    }

    /// Returns what bash offers for \a line, whose last word is completed, sorted.
    [[nodiscard]] QStringList offered(const QStringList &words) const
    {
        QStringList quoted;
        for (const QString &word : words)
            quoted.append(u'\'' + word + u'\'');
        const QString script = u"cd '%1'; source '%1/relayctl.bash'; COMP_WORDS=(%2); COMP_CWORD=%3; _relayctl; "
                               "printf '%s\n' \"${COMPREPLY[@]}\" | sort"_s.arg(m_folder.path(), quoted.join(u' '))
                                   .arg(words.size() - 1);
        return QString::fromUtf8(run(u"bash"_s, {u"--norc"_s, u"-c"_s, script})).split(u'\n', Qt::SkipEmptyParts);
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase();
    void bashOffers_data();
    void bashOffers();
    void everyVerbAndOptionIsKnown();
    void theOtherShellsReadTheirs();
};

void tst_RelayctlCompletion::initTestCase()
{
    QFile script(m_folder.filePath(u"relayctl.bash"_s));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write(run(QStringLiteral(RELAYCTL), {u"completion"_s, u"bash"_s}));
    QFile capture(m_folder.filePath(u"talk.relaycap"_s));
    QVERIFY(capture.open(QIODevice::WriteOnly));
}

void tst_RelayctlCompletion::bashOffers_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("offers");
    QTest::addRow("verbs") << QStringList{u"relayctl"_s, u"con"_s} << QStringList{u"connect"_s, u"convert"_s};
    QTest::addRow("options of a verb") << QStringList{u"relayctl"_s, u"convert"_s, u"--"_s}
                                       << QStringList{u"--filter"_s,       u"--from"_s,   u"--help"_s,
                                                      u"--keep-partial"_s, u"--redact"_s, u"--to"_s};
    QTest::addRow("words of an option") << QStringList{u"relayctl"_s, u"convert"_s, u"--redact"_s, u"s"_s}
                                        << QStringList{u"secrets"_s, u"share"_s};
    QTest::addRow("a file") << QStringList{u"relayctl"_s, u"convert"_s, u"ta"_s} << QStringList{u"talk.relaycap"_s};
    QTest::addRow("the file of an option")
        << QStringList{u"relayctl"_s, u"connect"_s, u"--capture"_s, u"ta"_s} << QStringList{u"talk.relaycap"_s};
    QTest::addRow("a number") << QStringList{u"relayctl"_s, u"connect"_s, u"--count"_s, {}} << QStringList{};
    QTest::addRow("shells") << QStringList{u"relayctl"_s, u"completion"_s, {}}
                            << QStringList{u"bash"_s, u"fish"_s, u"zsh"_s};
}

void tst_RelayctlCompletion::bashOffers()
{
    QFETCH(QStringList, words);
    QFETCH(QStringList, offers);
    QCOMPARE(offered(words), offers);
}

void tst_RelayctlCompletion::everyVerbAndOptionIsKnown()
{
    const QStringList verbs = offered({u"relayctl"_s, {}});
    QVERIFY(verbs.size() > 8);
    static const QRegularExpression option(u"(?<=[ ,])--[a-z][a-z-]+"_s);
    for (const QString &verb : verbs) {
        if (verb.startsWith(u'-'))
            continue;
        const QStringList known = offered({u"relayctl"_s, verb, u"-"_s});
        const QByteArray help = run(QStringLiteral(RELAYCTL), {verb, u"--help"_s});
        const QString table = QString::fromUtf8(help).section(u"\nExample"_s, 0, 0);
        for (const QString &line : table.split(u'\n')) {
            if (!line.startsWith(u"  -"_s))
                continue;
            const QString name = option.match(u' ' + line.trimmed()).captured();
            QVERIFY2(known.contains(name), qPrintable(verb + u' ' + line));
        }
    }
}

void tst_RelayctlCompletion::theOtherShellsReadTheirs()
{
    for (const QString &shell : {u"zsh"_s, u"fish"_s}) {
        const QByteArray script = run(QStringLiteral(RELAYCTL), {u"completion"_s, shell});
        QVERIFY(script.contains("convert"));
        QVERIFY(script.contains("secrets"));
        const QString path = m_folder.filePath(u"relayctl."_s + shell);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(script);
        file.close();
        if (!QStandardPaths::findExecutable(shell).isEmpty())
            (void)run(shell, {u"-n"_s, path});
    }
}

QTEST_GUILESS_MAIN(tst_RelayctlCompletion)
#include "tst_relayctlcompletion.moc"
