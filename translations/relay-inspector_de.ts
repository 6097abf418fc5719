<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AttemptChecklist</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Show message %1</source>
        <translation>Nachricht %1 zeigen</translation>
    </message>
</context>
<context>
    <name>AttemptPage</name>
    <message>
        <source>Show the offer</source>
        <translation>Das Angebot zeigen</translation>
    </message>
    <message>
        <source>Previous attempt</source>
        <translation>Voriger Versuch</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>What was seen</source>
        <translation>Was zu sehen war</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>Offer beside answer</source>
        <translation>Angebot neben Antwort</translation>
    </message>
    <message>
        <source>Descriptions</source>
        <translation>Beschreibungen</translation>
    </message>
</context>
<context>
    <name>CandidateMatrix</name>
    <message>
        <source>offer ↓   answer →</source>
        <translation>Angebot ↓   Antwort →</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>The offer has no candidates.</source>
        <translation>Das Angebot hat keine Kandidaten.</translation>
    </message>
</context>
<context>
    <name>DescriptionCards</name>
    <message>
        <source>not seen</source>
        <translation>nicht gesehen</translation>
    </message>
</context>
<context>
    <name>DescriptionComparison</name>
    <message>
        <source>%1, %2: offer %3, answer %4</source>
        <translation>%1, %2: Angebot %3, Antwort %4</translation>
    </message>
</context>
<context>
    <name>Inspector::AttemptDetails</name>
    <message>
        <source>seen</source>
        <translation>gesehen</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>different</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message>
        <source>no pair</source>
        <translation>kein Paar</translation>
    </message>
    <message>
        <source>%1 with %2: %3</source>
        <comment>two addresses, and what is expected</comment>
        <translation>%1 mit %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more candidates</source>
        <translation>
            <numerusform>… und %n weiterer Kandidat</numerusform>
            <numerusform>… und %n weitere Kandidaten</numerusform>
        </translation>
    </message>
    <message>
        <source>Offer of %1</source>
        <translation>Angebot von %1</translation>
    </message>
    <message>
        <source>Answer of %1</source>
        <translation>Antwort von %1</translation>
    </message>
</context>
<context>
    <name>Inspector::AttemptFact</name>
    <message>
        <source>Whether %1 was registered: its connection is not part of the capture.</source>
        <translation>Ob %1 registriert war: die Verbindung gehört nicht zur Aufzeichnung.</translation>
    </message>
    <message>
        <source>%1 was not registered at that time.</source>
        <translation>%1 war zu dieser Zeit nicht registriert.</translation>
    </message>
    <message>
        <source>%1 was registered.</source>
        <translation>%1 war registriert.</translation>
    </message>
    <message>
        <source>%1 could not be reached through this relay.</source>
        <translation>%1 war über dieses Relay nicht erreichbar.</translation>
    </message>
    <message>
        <source>%1 was registered, because it answered.</source>
        <translation>%1 war registriert, denn die Antwort kam.</translation>
    </message>
    <message>
        <source>%1 sent the offer.</source>
        <translation>%1 sendete das Angebot.</translation>
    </message>
    <message>
        <source>When %1 sent the offer: its connection is not part of the capture.</source>
        <translation>Wann %1 das Angebot sendete: die Verbindung gehört nicht zur Aufzeichnung.</translation>
    </message>
    <message>
        <source>The relay returned the offer.</source>
        <translation>Das Relay gab das Angebot zurück.</translation>
    </message>
    <message>
        <source>The relay forwarded the offer to %1.</source>
        <translation>Das Relay leitete das Angebot an %1 weiter.</translation>
    </message>
    <message>
        <source>The relay has not forwarded the offer to %1.</source>
        <translation>Das Relay hat das Angebot nicht an %1 weitergeleitet.</translation>
    </message>
    <message>
        <source>Whether the offer arrived at %1: its connection is not part of the capture.</source>
        <translation>Ob das Angebot bei %1 ankam: die Verbindung gehört nicht zur Aufzeichnung.</translation>
    </message>
    <message>
        <source>%1 answered.</source>
        <translation>%1 antwortete.</translation>
    </message>
    <message>
        <source>%1 has not answered.</source>
        <translation>%1 hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>Whether %1 answered.</source>
        <translation>Ob %1 antwortete.</translation>
    </message>
    <message>
        <source>The relay forwarded the answer to %1.</source>
        <translation>Das Relay leitete die Antwort an %1 weiter.</translation>
    </message>
    <message>
        <source>The answer has not reached %1.</source>
        <translation>Die Antwort hat %1 nicht erreicht.</translation>
    </message>
    <message>
        <source>Whether the answer arrived at %1: its connection is not part of the capture.</source>
        <translation>Ob die Antwort bei %1 ankam: die Verbindung gehört nicht zur Aufzeichnung.</translation>
    </message>
    <message>
        <source>Whether the connection was made: its packets do not pass through the relay.</source>
        <translation>Ob die Verbindung zustande kam: ihre Pakete laufen nicht über das Relay.</translation>
    </message>
</context>
<context>
    <name>Inspector::AttemptModel</name>
    <message>
        <source>attempt %1 of %2</source>
        <translation>Versuch %1 von %2</translation>
    </message>
</context>
<context>
    <name>Inspector::AttemptText</name>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>UUID used twice</source>
        <translation>UUID doppelt benutzt</translation>
    </message>
    <message>
        <source>peer not registered</source>
        <translation>Gegenstelle nicht registriert</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>late answer</source>
        <translation>späte Antwort</translation>
    </message>
    <message>
        <source>answer lost</source>
        <translation>Antwort verloren</translation>
    </message>
    <message>
        <source>both offered at once</source>
        <translation>beide boten zugleich an</translation>
    </message>
    <message>
        <source>registers again and again</source>
        <translation>meldet sich immer wieder an</translation>
    </message>
    <message>
        <source>no usable SDP</source>
        <translation>kein brauchbares SDP</translation>
    </message>
    <message>
        <source>no data channel</source>
        <translation>kein Datenkanal</translation>
    </message>
    <message>
        <source>no candidates</source>
        <translation>keine Kandidaten</translation>
    </message>
    <message>
        <source>DTLS roles conflict</source>
        <translation>DTLS-Rollen unvereinbar</translation>
    </message>
    <message>
        <source>no fingerprint</source>
        <translation>kein Fingerabdruck</translation>
    </message>
    <message>
        <source>unusable fingerprint</source>
        <translation>Fingerabdruck unbrauchbar</translation>
    </message>
    <message>
        <source>answer to another offer</source>
        <translation>Antwort auf anderes Angebot</translation>
    </message>
    <message>
        <source>SCTP does not fit</source>
        <translation>SCTP passt nicht</translation>
    </message>
    <message>
        <source>IPv4 against IPv6</source>
        <translation>IPv4 gegen IPv6</translation>
    </message>
    <message>
        <source>UDP missing</source>
        <translation>UDP fehlt</translation>
    </message>
    <message>
        <source>only TCP</source>
        <translation>nur TCP</translation>
    </message>
    <message>
        <source>only loopback</source>
        <translation>nur Loopback</translation>
    </message>
    <message>
        <source>only host candidates</source>
        <translation>nur Host-Kandidaten</translation>
    </message>
    <message>
        <source>private addresses</source>
        <translation>private Adressen</translation>
    </message>
    <message>
        <source>symmetric NAT</source>
        <translation>symmetrisches NAT</translation>
    </message>
    <message>
        <source>only .local names</source>
        <translation>nur .local-Namen</translation>
    </message>
    <message>
        <source>ICE restart</source>
        <translation>ICE-Neustart</translation>
    </message>
    <message>
        <source>TURN available</source>
        <translation>TURN vorhanden</translation>
    </message>
    <message>
        <source>expected to connect</source>
        <translation>Verbindung erwartet</translation>
    </message>
    <message>
        <source>one subnet</source>
        <translation>ein Subnetz</translation>
    </message>
    <message>
        <source>reachable</source>
        <translation>erreichbar</translation>
    </message>
    <message>
        <source>through TURN</source>
        <translation>über TURN</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>unlikely</source>
        <translation>unwahrscheinlich</translation>
    </message>
</context>
<context>
    <name>Inspector::CaptureAddress</name>
    <message>
        <source>The name of a capture has 1 to %1 printable characters.</source>
        <translation>Der Name einer Aufzeichnung hat 1 bis %1 druckbare Zeichen.</translation>
    </message>
    <message>
        <source>The port is no number from 1 to 65535.</source>
        <translation>Der Port ist keine Zahl von 1 bis 65535.</translation>
    </message>
    <message>
        <source>An address must not hold a password: other users of this computer can read it. Put the password into the environment variable PGPASSWORD, or into ~/.pgpass.</source>
        <translation>Eine Adresse darf kein Passwort enthalten: andere Benutzer dieses Rechners können es lesen. Setzen Sie das Passwort in die Umgebungsvariable PGPASSWORD oder in ~/.pgpass.</translation>
    </message>
    <message>
        <source>The address has an unknown parameter “%1”.</source>
        <translation>Die Adresse hat einen unbekannten Parameter „%1“.</translation>
    </message>
    <message>
        <source>The value of “%1” must not have semicolons or control characters.</source>
        <translation>Der Wert von „%1“ darf weder Semikolons noch Steuerzeichen enthalten.</translation>
    </message>
    <message>
        <source>The address of a capture in a database is postgresql://USER@HOST/DATABASE?capture=NAME. Special characters are written as in a web address, a space as %20.</source>
        <translation>Die Adresse einer Aufzeichnung in einer Datenbank ist postgresql://BENUTZER@RECHNER/DATENBANK?capture=NAME. Sonderzeichen werden wie in einer Webadresse geschrieben, ein Leerzeichen als %20.</translation>
    </message>
    <message>
        <source>The address has a “#”. Write it as %23 where it belongs to a name.</source>
        <translation>Die Adresse enthält ein „#“. Gehört es zu einem Namen, wird es als %23 geschrieben.</translation>
    </message>
    <message>
        <source>The address has the parameter “%1” twice.</source>
        <translation>Die Adresse hat den Parameter „%1“ zweimal.</translation>
    </message>
    <message>
        <source>The address has control characters.</source>
        <translation>Die Adresse enthält Steuerzeichen.</translation>
    </message>
    <message>
        <source>The address names no database: postgresql://USER@HOST/DATABASE?capture=NAME.</source>
        <translation>Die Adresse nennt keine Datenbank: postgresql://BENUTZER@RECHNER/DATENBANK?capture=NAME.</translation>
    </message>
</context>
<context>
    <name>Inspector::CaptureError</name>
    <message>
        <source>no reason was given</source>
        <translation>kein Grund angegeben</translation>
    </message>
    <message>
        <source>The capture “%1” could not be created: %2. Choose another name or folder.</source>
        <translation>Die Aufzeichnung „%1“ konnte nicht angelegt werden: %2. Wählen Sie einen anderen Namen oder Ordner.</translation>
    </message>
    <message>
        <source>The capture “%1” could not be opened: %2. Check that the file exists and that you may read it.</source>
        <translation>Die Aufzeichnung „%1“ konnte nicht geöffnet werden: %2. Prüfen Sie, ob es die Datei gibt und ob Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>“%1” is not a Relay Inspector capture: %2. Choose another file.</source>
        <translation>„%1“ ist keine Aufzeichnung des Relay Inspector: %2. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>The capture “%1” was made by a newer Relay Inspector: %2. Update Relay Inspector to open it.</source>
        <translation>Die Aufzeichnung „%1“ stammt von einem neueren Relay Inspector: %2. Aktualisieren Sie Relay Inspector, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>The capture “%1” could not be read: %2. Copy the file to a local disk and try again.</source>
        <translation>Die Aufzeichnung „%1“ konnte nicht gelesen werden: %2. Kopieren Sie die Datei auf eine lokale Platte und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The capture “%1” could not be written: %2. Nothing more is recorded; check that the disk is writable and has free space, then start a new capture.</source>
        <translation>Die Aufzeichnung „%1“ konnte nicht geschrieben werden: %2. Es wird nichts mehr aufgezeichnet; prüfen Sie, ob der Datenträger beschreibbar ist und freien Platz hat, und beginnen Sie dann eine neue Aufzeichnung.</translation>
    </message>
    <message>
        <source>The capture “%1” is damaged: %2. It was cut off or overwritten; copy it from its source again.</source>
        <translation>Die Aufzeichnung „%1“ ist beschädigt: %2. Sie wurde abgeschnitten oder überschrieben; kopieren Sie sie noch einmal von ihrer Quelle.</translation>
    </message>
    <message>
        <source>“%1” is not the address of a capture: %2.</source>
        <translation>„%1“ ist keine Adresse einer Aufzeichnung: %2.</translation>
    </message>
    <message>
        <source>The capture “%1” could not be started: %2.</source>
        <translation>Die Aufzeichnung „%1“ konnte nicht begonnen werden: %2.</translation>
    </message>
    <message>
        <source>The capture “%1” could not be opened: %2.</source>
        <translation>Die Aufzeichnung „%1“ konnte nicht geöffnet werden: %2.</translation>
    </message>
    <message>
        <source>The capture “%1” could not be read: %2.</source>
        <translation>Die Aufzeichnung „%1“ konnte nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>The capture “%1” could not be written, and nothing more is recorded: %2.</source>
        <translation>Die Aufzeichnung „%1“ konnte nicht geschrieben werden, und nichts mehr wird aufgezeichnet: %2.</translation>
    </message>
</context>
<context>
    <name>Inspector::CaptureExport</name>
    <message>
        <source>standard output does not take it</source>
        <translation>die Standardausgabe nimmt es nicht an</translation>
    </message>
    <message>
        <source>standard output</source>
        <translation>Standardausgabe</translation>
    </message>
    <message>
        <source>a value that was replaced is still in it (%1 bytes, beginning with %2), so it was not written</source>
        <translation>ein Wert, der ersetzt wurde, steht noch darin (%1 Byte, beginnt mit %2), deshalb wurde sie nicht geschrieben</translation>
    </message>
    <message>
        <source>Leave out the messages that hold it</source>
        <translation>Die Nachrichten weglassen, die ihn enthalten</translation>
    </message>
    <message>
        <source>the file exists, and is not overwritten</source>
        <translation>die Datei ist vorhanden und wird nicht überschrieben</translation>
    </message>
    <message>
        <source>what was written cannot be read</source>
        <translation>was geschrieben wurde, kann nicht gelesen werden</translation>
    </message>
</context>
<context>
    <name>Inspector::CaptureFeed</name>
    <message>
        <source>client %1</source>
        <translation>Client %1</translation>
    </message>
</context>
<context>
    <name>Inspector::CaptureImporter</name>
    <message>
        <source>a capture holds at most 4,294,967,295 messages</source>
        <translation>eine Aufzeichnung fasst höchstens 4.294.967.295 Nachrichten</translation>
    </message>
</context>
<context>
    <name>Inspector::CaptureMirror</name>
    <message>
        <source>the connection was lost</source>
        <translation>die Verbindung ging verloren</translation>
    </message>
</context>
<context>
    <name>Inspector::CaptureReader</name>
    <message>
        <source>there is no such file</source>
        <translation>es gibt diese Datei nicht</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>it has another format</source>
        <translation>sie hat ein anderes Format</translation>
    </message>
    <message>
        <source>it is a database of another application</source>
        <translation>es ist die Datenbank einer anderen Anwendung</translation>
    </message>
    <message>
        <source>it has format %1, this version reads up to %2</source>
        <translation>sie hat das Format %1, diese Version liest bis %2</translation>
    </message>
    <message>
        <source>it has a message with the number %1, for which it is too small</source>
        <translation>sie hat eine Nachricht mit der Nummer %1, für die sie zu klein ist</translation>
    </message>
    <message>
        <source>its end is missing, it has only %1 bytes</source>
        <translation>ihr Ende fehlt, sie hat nur %1 Bytes</translation>
    </message>
</context>
<context>
    <name>Inspector::CaptureSession</name>
    <message>
        <source>Recording has stopped. %1</source>
        <translation>Die Aufzeichnung wurde beendet. %1</translation>
    </message>
    <message>
        <source>%1: %2 Another port is used instead.</source>
        <translation>%1: %2 Stattdessen wird ein anderer Port benutzt.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The proxy cannot listen on %1: there is no such address.</source>
        <translation>Der Proxy kann nicht auf %1 lauschen: Es gibt diese Adresse nicht.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Local relay</source>
        <translation>Lokales Relay</translation>
    </message>
    <message>
        <source>The capture cannot be saved as %1: %2</source>
        <translation>Die Aufzeichnung kann nicht als %1 gespeichert werden: %2</translation>
    </message>
    <message>
        <source>%1 is the capture on show: choose another name for the copy.</source>
        <translation>%1 ist die gezeigte Aufzeichnung: Wählen Sie einen anderen Namen für die Kopie.</translation>
    </message>
    <message>
        <source>The recording is gone: another window has shown or deleted it.</source>
        <translation>Die Aufzeichnung ist nicht mehr da: Ein anderes Fenster hat sie gezeigt oder gelöscht.</translation>
    </message>
    <message>
        <source>Forward proxy</source>
        <translation>Forward-Proxy</translation>
    </message>
    <message>
        <source>%1 Rows that cannot be read are marked and counted; conclusions are made without them.</source>
        <extracomment>%1 is a sentence that names the file and the damage</extracomment>
        <translation>%1 Zeilen, die nicht gelesen werden können, sind markiert und gezählt; Schlussfolgerungen berücksichtigen sie nicht.</translation>
    </message>
    <message>
        <source>Messages are kept in a local file for now, because the database cannot be written: %1.</source>
        <translation>Die Nachrichten bleiben vorerst in einer lokalen Datei, weil nicht in die Datenbank geschrieben werden kann: %1.</translation>
    </message>
    <message>
        <source>1 message did not reach the database. It is kept in %1; “relayctl captures drain”, or the next recording into this database, transfers it.</source>
        <translation>1 Nachricht hat die Datenbank nicht erreicht. Sie ist in %1 aufbewahrt; „relayctl captures drain“ oder die nächste Aufzeichnung in diese Datenbank überträgt sie.</translation>
    </message>
    <message numerus="yes">
        <source>%n messages did not reach the database. They are kept in %1; “relayctl captures drain”, or the next recording into this database, transfers them.</source>
        <translation>
            <numerusform>%n Nachricht hat die Datenbank nicht erreicht. Sie ist in %1 aufbewahrt; „relayctl captures drain“ oder die nächste Aufzeichnung in diese Datenbank überträgt sie.</numerusform>
            <numerusform>%n Nachrichten haben die Datenbank nicht erreicht. Sie sind in %1 aufbewahrt; „relayctl captures drain“ oder die nächste Aufzeichnung in diese Datenbank überträgt sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be read for now: %2. It is tried again; what is shown stays.</source>
        <translation>%1 kann zurzeit nicht gelesen werden: %2. Es wird wieder versucht; was angezeigt wird, bleibt.</translation>
    </message>
    <message>
        <source>The database is too large to be shown as a whole: the oldest capture is left out. Open it by its name.</source>
        <translation>Die Datenbank ist zu groß, um ganz angezeigt zu werden: Die älteste Aufzeichnung fehlt. Sie lässt sich unter ihrem Namen öffnen.</translation>
    </message>
    <message numerus="yes">
        <source>The database is too large to be shown as a whole: the %n oldest captures are left out. Open one of them by its name.</source>
        <translation>
            <numerusform>Die Datenbank ist zu groß, um ganz angezeigt zu werden: Die älteste Aufzeichnung fehlt. Sie lässt sich unter ihrem Namen öffnen.</numerusform>
            <numerusform>Die Datenbank ist zu groß, um ganz angezeigt zu werden: Die %n ältesten Aufzeichnungen fehlen. Jede lässt sich unter ihrem Namen öffnen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspector::CaptureSpool</name>
    <message>
        <source>the folder “%1” cannot be made</source>
        <translation>der Ordner „%1“ kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>“%1” cannot be made: %2</source>
        <translation>„%1“ kann nicht angelegt werden: %2</translation>
    </message>
    <message>
        <source>“%1” is no file</source>
        <translation>„%1“ ist keine Datei</translation>
    </message>
    <message>
        <source>“%1” cannot be read: %2</source>
        <translation>„%1“ kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>“%1” is no spool that this version can read</source>
        <translation>„%1“ ist keine Zwischenablage, die diese Version lesen kann</translation>
    </message>
    <message>
        <source>a row of it is damaged</source>
        <translation>eine Zeile darin ist beschädigt</translation>
    </message>
</context>
<context>
    <name>Inspector::CaptureStatus</name>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>%1 captured</source>
        <translation>%1 aufgezeichnet</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>%1 gezeigt</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 verloren</translation>
    </message>
    <message>
        <source>%1 on disk</source>
        <translation>%1 auf der Platte</translation>
    </message>
    <message>
        <source>%1 waiting behind the pause</source>
        <translation>%1 warten hinter der Pause</translation>
    </message>
    <message>
        <source>✕ not recording: %1 messages unrecorded</source>
        <translation>✕ keine Aufzeichnung: %1 Nachrichten nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>%1 · secrets hidden</source>
        <translation>%1 · Geheimes verborgen</translation>
    </message>
    <message>
        <source>not saved · secrets hidden</source>
        <translation>nicht gespeichert · Geheimes verborgen</translation>
    </message>
    <message>
        <source>saved as %1 · secrets hidden</source>
        <translation>gespeichert als %1 · Geheimes verborgen</translation>
    </message>
    <message>
        <source>%1 newer than %2 · secrets hidden</source>
        <comment>messages · file</comment>
        <translation>%1 neuer als %2 · Geheimes verborgen</translation>
    </message>
    <message>
        <source>✕ damaged: %1 unreadable</source>
        <translation>✕ beschädigt: %1 nicht lesbar</translation>
    </message>
    <message>
        <source>Exported as %1</source>
        <translation>Exportiert als %1</translation>
    </message>
    <message>
        <source>%1 being read from the database</source>
        <translation>%1 werden noch aus der Datenbank gelesen</translation>
    </message>
</context>
<context>
    <name>Inspector::CaptureUpload</name>
    <message>
        <source>%1. The rest is in %2; “relayctl captures drain” brings it in</source>
        <translation>%1. Der Rest ist in %2; „relayctl captures drain“ überträgt ihn</translation>
    </message>
</context>
<context>
    <name>Inspector::ChannelOpener</name>
    <message>
        <source>no answer within %1 s</source>
        <translation>keine Antwort innerhalb von %1 s</translation>
    </message>
    <message>
        <source>the answer is no HTTP response: %1</source>
        <translation>die Antwort ist keine HTTP-Antwort: %1</translation>
    </message>
    <message>
        <source>the answer is no HTTP response</source>
        <translation>die Antwort ist keine HTTP-Antwort</translation>
    </message>
</context>
<context>
    <name>Inspector::CheckStep</name>
    <message>
        <source>port %1, since the address names none</source>
        <translation>Port %1, weil die Adresse keinen nennt</translation>
    </message>
    <message>
        <source>%1 bytes to ourselves came back unchanged</source>
        <translation>%1 Bytes an uns selbst kamen unverändert zurück</translation>
    </message>
    <message>
        <source>not needed: the proxy looks the name up</source>
        <translation>nicht nötig: Der Proxy löst den Namen auf</translation>
    </message>
    <message>
        <source>not needed: the host is an IP address</source>
        <translation>nicht nötig: Der Host ist eine IP-Adresse</translation>
    </message>
    <message>
        <source>only the first %1 are tried</source>
        <translation>nur die ersten %1 werden versucht</translation>
    </message>
    <message>
        <source>not needed: no proxy is set for this address</source>
        <translation>nicht nötig: Für diese Adresse ist kein Proxy eingestellt</translation>
    </message>
    <message>
        <source>through %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>as %1</source>
        <translation>als %1</translation>
    </message>
    <message>
        <source>a binary message of %1 bytes</source>
        <translation>eine Binärnachricht von %1 Bytes</translation>
    </message>
    <message>
        <source>a %1 instead of a relay_response</source>
        <translation>ein %1 statt einer relay_response</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>upgrade</source>
        <translation>Upgrade</translation>
    </message>
    <message>
        <source>registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>echo</source>
        <translation>Echo</translation>
    </message>
    <message>
        <source>round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>It fails at: %1.</source>
        <translation>Es schlägt fehl bei: %1.</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation>Unterbrochen.</translation>
    </message>
    <message>
        <source>It works, with one warning.</source>
        <translation>Es geht, mit einer Warnung.</translation>
    </message>
    <message>
        <source>It works, with %1 warnings.</source>
        <translation>Es geht, mit %1 Warnungen.</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>Alles in Ordnung.</translation>
    </message>
    <message>
        <source>%1 sees %2</source>
        <translation>%1 sieht %2</translation>
    </message>
    <message>
        <source>%1 datagrams that answer no request were ignored</source>
        <translation>%1 Datagramme, die keine Anfrage beantworten, wurden übergangen</translation>
    </message>
    <message>
        <source>%1: no NAT, the world sees %2, which is an address of this computer</source>
        <translation>%1: kein NAT, von außen ist %2 zu sehen, eine Adresse dieses Rechners</translation>
    </message>
    <message>
        <source>%1: the world sees %2, the same from all servers (endpoint-independent mapping)</source>
        <translation>%1: von außen ist %2 zu sehen, von allen Servern dasselbe (endpunktunabhängige Abbildung)</translation>
    </message>
    <message>
        <source>%1: the world sees %2; how the NAT maps can be found out with a second server</source>
        <translation>%1: von außen ist %2 zu sehen; wie das NAT abbildet, zeigt ein zweiter Server</translation>
    </message>
    <message>
        <source>not needed: the proxy connects</source>
        <translation>nicht nötig: Der Proxy verbindet</translation>
    </message>
    <message>
        <source>none of %1 addresses answers</source>
        <translation>keine von %1 Adressen antwortet</translation>
    </message>
    <message>
        <source>not needed: ws:// is not encrypted</source>
        <translation>nicht nötig: ws:// ist nicht verschlüsselt</translation>
    </message>
    <message>
        <source>%1, issued by %2, until %3 (%4)</source>
        <translation>%1, ausgestellt von %2, bis %3 (%4)</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>accepted only because of --insecure</source>
        <translation>nur wegen --insecure angenommen</translation>
    </message>
    <message>
        <source>via the proxy %1</source>
        <translation>über den Proxy %1</translation>
    </message>
    <message>
        <source>it asks clients to wait %1 s (Retry-After)</source>
        <translation>Clients sollen %1 s warten (Retry-After)</translation>
    </message>
    <message>
        <source>its text: %1</source>
        <translation>sein Text: %1</translation>
    </message>
    <message>
        <source>1 message of another client came, too</source>
        <translation>1 Nachricht eines anderen Clients kam auch</translation>
    </message>
    <message>
        <source>%1 messages of others came, too</source>
        <translation>%1 Nachrichten anderer kamen auch</translation>
    </message>
    <message>
        <source>1 day left</source>
        <translation>noch 1 Tag</translation>
    </message>
    <message>
        <source>%1 days left</source>
        <translation>noch %1 Tage</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint %1</source>
        <translation>SHA-256-Fingerabdruck %1</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(kein Name)</translation>
    </message>
    <message>
        <source>%1 addresses: %2</source>
        <translation>%1 Adressen: %2</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>nicht versucht</translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <translation>%1, Port %2</translation>
    </message>
    <message>
        <source>server: %1</source>
        <translation>Server: %1</translation>
    </message>
</context>
<context>
    <name>Inspector::ColumnLayout</name>
    <message>
        <source>%1  –  %2</source>
        <comment>heading of a column · its meaning</comment>
        <translation>%1  –  %2</translation>
    </message>
    <message>
        <source>&amp;Restore columns</source>
        <translation>Spalten &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Order</source>
        <translation>&amp;Reihenfolge</translation>
    </message>
    <message>
        <source>To the &amp;left</source>
        <translation>Nach &amp;links</translation>
    </message>
    <message>
        <source>To the &amp;right</source>
        <translation>Nach &amp;rechts</translation>
    </message>
</context>
<context>
    <name>Inspector::CommandText</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy the command %1</source>
        <translation>Den Befehl %1 kopieren</translation>
    </message>
</context>
<context>
    <name>Inspector::CompletionList</name>
    <message>
        <source>Ways to go on with the filter</source>
        <translation>Mögliche Fortsetzungen des Filters</translation>
    </message>
</context>
<context>
    <name>Inspector::ComposeDialog</name>
    <message>
        <source>Compose a message</source>
        <translation>Nachricht verfassen</translation>
    </message>
    <message>
        <source>C&amp;lient</source>
        <translation>C&amp;lient</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send (%1)</source>
        <translation>Senden (%1)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>It is sent through a client of the inspector, past its queue and exactly as it stands here.</source>
        <translation>Sie wird über einen Client des Inspectors gesendet, an dessen Warteschlange vorbei und genau so, wie sie hier steht.</translation>
    </message>
    <message>
        <source>%1 (not registered)</source>
        <translation>%1 (nicht registriert)</translation>
    </message>
    <message>
        <source>There is no client of the inspector. Connect first.</source>
        <translation>Der Inspector hat keinen Client. Zuerst verbinden.</translation>
    </message>
    <message>
        <source>This client is not registered, so nothing can be sent.</source>
        <translation>Dieser Client ist nicht registriert, es kann nichts gesendet werden.</translation>
    </message>
</context>
<context>
    <name>Inspector::ComposeForm</name>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>Angebot</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>Text as it is</source>
        <translation>Text, wie er ist</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>Binär</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Nachricht</translation>
    </message>
    <message>
        <source>Sender&apos;s &amp;name</source>
        <translation>Na&amp;me des Absenders</translation>
    </message>
    <message>
        <source>Sender&apos;s &amp;UUID</source>
        <translation>&amp;UUID des Absenders</translation>
    </message>
    <message>
        <source>&amp;Peer</source>
        <translation>&amp;Gegenstelle</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Beschreibung</translation>
    </message>
    <message>
        <source>&amp;Content</source>
        <translation>&amp;Inhalt</translation>
    </message>
    <message>
        <source>Hexadecimal: 00 ff 7b</source>
        <translation>Hexadezimal: 00 ff 7b</translation>
    </message>
    <message>
        <source>What is sent, byte for byte</source>
        <translation>Was gesendet wird, Byte für Byte</translation>
    </message>
</context>
<context>
    <name>Inspector::ComposeHistory</name>
    <message>
        <source>Offer</source>
        <translation>Angebot</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>Binär</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>✕ not sent: %1</source>
        <translation>✕ nicht gesendet: %1</translation>
    </message>
    <message>
        <source>↩ returned: %1</source>
        <translation>↩ zurückgekommen: %1</translation>
    </message>
    <message>
        <source>✕ the connection ended: %1</source>
        <translation>✕ die Verbindung endete: %1</translation>
    </message>
    <message>
        <source>Messages that were sent</source>
        <translation>Gesendete Nachrichten</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Return or a double click edits a message again</source>
        <translation>Eingabetaste oder Doppelklick bearbeitet eine Nachricht noch einmal</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Nothing sent yet</source>
        <translation>Noch nichts gesendet</translation>
    </message>
    <message>
        <source>Messages that are sent are listed here, each with its outcome.</source>
        <translation>Gesendete Nachrichten stehen hier, jede mit ihrem Ergebnis.</translation>
    </message>
</context>
<context>
    <name>Inspector::ComposedSends</name>
    <message>
        <source>The client is not registered.</source>
        <translation>Der Client ist nicht registriert.</translation>
    </message>
</context>
<context>
    <name>Inspector::Composition</name>
    <message>
        <source>The peer&apos;s UUID is missing.</source>
        <translation>Die UUID der Gegenstelle fehlt.</translation>
    </message>
    <message>
        <source>This is no UUID.</source>
        <translation>Das ist keine UUID.</translation>
    </message>
    <message>
        <source>Only hexadecimal digits and spaces can be used.</source>
        <translation>Nur hexadezimale Ziffern und Leerzeichen sind möglich.</translation>
    </message>
    <message>
        <source>The last byte has only one digit.</source>
        <translation>Das letzte Byte hat nur eine Ziffer.</translation>
    </message>
    <message>
        <source>The sender&apos;s UUID is missing.</source>
        <translation>Die UUID des Absenders fehlt.</translation>
    </message>
    <message>
        <source>A relay takes messages of at most 1,048,576 bytes unless it is configured otherwise, and closes the connection with 1009 or 4003.</source>
        <translation>Ein Relay nimmt Nachrichten von höchstens 1.048.576 Byte an, wenn es nicht anders konfiguriert ist, und schließt die Verbindung mit 1009 oder 4003.</translation>
    </message>
    <message>
        <source>A relay takes text only, and closes the connection with 4000.</source>
        <translation>Ein Relay nimmt nur Text an und schließt die Verbindung mit 4000.</translation>
    </message>
    <message>
        <source>This is no relay message (%1). A relay closes the connection with 4000.</source>
        <translation>Das ist keine Relay-Nachricht (%1). Ein Relay schließt die Verbindung mit 4000.</translation>
    </message>
    <message>
        <source>Only a relay sends responses. It closes the connection with 4000.</source>
        <translation>Nur ein Relay sendet Antworten auf Registrierungen. Es schließt die Verbindung mit 4000.</translation>
    </message>
</context>
<context>
    <name>Inspector::ConnectDialog</name>
    <message>
        <source>Connect to a relay</source>
        <translation>Mit einem Relay verbinden</translation>
    </message>
    <message>
        <source>Address of the relay</source>
        <translation>Adresse des Relays</translation>
    </message>
    <message>
        <source>Name to register with</source>
        <translation>Name für die Anmeldung</translation>
    </message>
    <message>
        <source>a new one for this connection</source>
        <translation>eine neue für diese Verbindung</translation>
    </message>
    <message>
        <source>UUID to register with</source>
        <translation>UUID für die Anmeldung</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Erzeugen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>File that holds the bearer token</source>
        <translation>Datei mit dem Bearer-Token</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the token file</source>
        <translation>Token-Datei wählen</translation>
    </message>
    <message>
        <source>Name: value, one per line</source>
        <translation>Name: Wert, je Zeile einer</translation>
    </message>
    <message>
        <source>Further headers of the upgrade request</source>
        <translation>Weitere Kopfzeilen der Upgrade-Anfrage</translation>
    </message>
    <message>
        <source>How to check the relay&apos;s certificate</source>
        <translation>Prüfung des Relay-Zertifikats</translation>
    </message>
    <message>
        <source>Check with the system&apos;s authorities</source>
        <translation>Mit den Stellen des Systems prüfen</translation>
    </message>
    <message>
        <source>Check with an authority from a file</source>
        <translation>Mit einer Stelle aus einer Datei prüfen</translation>
    </message>
    <message>
        <source>Accept any certificate (only for tests)</source>
        <translation>Jedes Zertifikat annehmen (nur für Tests)</translation>
    </message>
    <message>
        <source>PEM file</source>
        <translation>PEM-Datei</translation>
    </message>
    <message>
        <source>Certificate authority file</source>
        <translation>Datei der Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Choose the certificate authority file</source>
        <translation>Datei der Zertifizierungsstelle wählen</translation>
    </message>
    <message>
        <source>Certificate authority (PEM)</source>
        <translation>Zertifizierungsstelle (PEM)</translation>
    </message>
    <message>
        <source>Come &amp;back by itself when the connection is lost</source>
        <translation>Nach einem Abbruch von selbst &amp;wiederkommen</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;UUID</source>
        <translation>&amp;UUID</translation>
    </message>
    <message>
        <source>&amp;Token file</source>
        <translation>&amp;Token-Datei</translation>
    </message>
    <message>
        <source>Sent as a bearer token. It stays in its file: neither settings nor captures ever hold it.</source>
        <translation>Wird als Bearer-Token gesendet. Es bleibt in seiner Datei: weder Einstellungen noch Aufzeichnungen enthalten es je.</translation>
    </message>
    <message>
        <source>&amp;Headers</source>
        <translation>&amp;Kopfzeilen</translation>
    </message>
    <message>
        <source>&amp;Certificate</source>
        <translation>&amp;Zertifikat</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>The inspector registers as a client and shows everything that goes over the wire.</source>
        <translation>Der Inspector meldet sich als Client an und zeigt alles, was über die Leitung geht.</translation>
    </message>
    <message>
        <source>Not a UUID: expected 32 hexadecimal digits in five groups.</source>
        <translation>Keine UUID: erwartet werden 32 Hexadezimalziffern in fünf Gruppen.</translation>
    </message>
    <message>
        <source>Choose the file of the authority.</source>
        <translation>Wählen Sie die Datei der Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>ws:// connections are not encrypted and have no certificate.</source>
        <translation>Verbindungen mit ws:// sind nicht verschlüsselt und haben kein Zertifikat.</translation>
    </message>
</context>
<context>
    <name>Inspector::ConnectionEnd</name>
    <message>
        <source>the client dropped the connection without a close frame</source>
        <translation>der Client hat die Verbindung ohne Close-Frame abgebrochen</translation>
    </message>
    <message>
        <source>%1 dropped the connection without a close frame</source>
        <translation>%1 hat die Verbindung ohne Close-Frame abgebrochen</translation>
    </message>
    <message>
        <source>the client left before the relay had answered</source>
        <translation>der Client ging, bevor das Relay geantwortet hatte</translation>
    </message>
    <message>
        <source>%1 closed the connection without an answer to the upgrade</source>
        <translation>%1 hat die Verbindung ohne Antwort auf das Upgrade geschlossen</translation>
    </message>
    <message>
        <source>%1 closed the connection during the TLS handshake</source>
        <translation>%1 hat die Verbindung während des TLS-Handshakes geschlossen</translation>
    </message>
    <message>
        <source>%1 answered with HTTP status %2</source>
        <translation>%1 hat mit dem HTTP-Status %2 geantwortet</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s</source>
        <translation>%1 hat nicht innerhalb von %2 s geantwortet</translation>
    </message>
    <message>
        <source>%1 did not answer in time</source>
        <translation>%1 hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>the name %1 could not be resolved</source>
        <translation>der Name %1 konnte nicht aufgelöst werden</translation>
    </message>
    <message>
        <source>the certificate of %1 was not accepted: %2</source>
        <translation>das Zertifikat von %1 wurde nicht angenommen: %2</translation>
    </message>
    <message>
        <source>no TLS with %1: %2</source>
        <translation>kein TLS mit %1: %2</translation>
    </message>
    <message>
        <source>no connection to %1: %2</source>
        <translation>keine Verbindung zu %1: %2</translation>
    </message>
    <message>
        <source>no WebSocket: %1 bytes sent, %2 bytes received</source>
        <translation>kein WebSocket: %1 Bytes gesendet, %2 Bytes empfangen</translation>
    </message>
</context>
<context>
    <name>Inspector::ConnectionFinder</name>
    <message>
        <source>Find a connection</source>
        <translation>Verbindung suchen</translation>
    </message>
    <message>
        <source>No connection has this.</source>
        <translation>Keine Verbindung enthält das.</translation>
    </message>
</context>
<context>
    <name>Inspector::ConnectionModel</name>
    <message>
        <source>message too big</source>
        <translation>Nachricht zu groß</translation>
    </message>
    <message>
        <source>same UUID elsewhere</source>
        <translation>gleiche UUID anderswo</translation>
    </message>
    <message>
        <source>registration refused</source>
        <translation>Anmeldung abgelehnt</translation>
    </message>
    <message>
        <source>HTTP %1</source>
        <translation>HTTP %1</translation>
    </message>
    <message>
        <source>closed %1</source>
        <translation>geschlossen %1</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>not registered</source>
        <translation>nicht registriert</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Local relay</source>
        <translation>Lokales Relay</translation>
    </message>
    <message>
        <source>Tap</source>
        <translation>Tap</translation>
    </message>
    <message>
        <source>%1 registered</source>
        <translation>%1 registriert</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>%1 Nachrichten</translation>
    </message>
    <message>
        <source>unknown source</source>
        <translation>unbekannte Quelle</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message numerus="yes">
        <source>%n attempts</source>
        <translation>
            <numerusform>%n Versuch</numerusform>
            <numerusform>%n Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>retry %1 in %2 s</source>
        <translation>Versuch %1 in %2 s</translation>
    </message>
    <message>
        <source>retry %1 now</source>
        <translation>Versuch %1 jetzt</translation>
    </message>
    <message>
        <source>attempt %1 · %2</source>
        <comment>number · time</comment>
        <translation>Versuch %1 · %2</translation>
    </message>
    <message>
        <source>name not found</source>
        <translation>Name nicht gefunden</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>Zeitüberschreitung</translation>
    </message>
    <message>
        <source>TLS failed</source>
        <translation>TLS gescheitert</translation>
    </message>
    <message>
        <source>upgrade failed</source>
        <translation>Upgrade gescheitert</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>network error</source>
        <translation>Netzwerkfehler</translation>
    </message>
    <message>
        <source>other error</source>
        <translation>anderer Fehler</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>untätig</translation>
    </message>
    <message>
        <source>registering</source>
        <translation>meldet sich an</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>waiting before a retry</source>
        <translation>wartet vor dem nächsten Versuch</translation>
    </message>
    <message>
        <source>waiting for the network</source>
        <translation>wartet auf das Netz</translation>
    </message>
    <message>
        <source>closing</source>
        <translation>wird geschlossen</translation>
    </message>
    <message>
        <source>listening</source>
        <translation>lauscht</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>other</source>
        <translation>anderer Zustand</translation>
    </message>
    <message>
        <source>Forward proxy</source>
        <translation>Forward-Proxy</translation>
    </message>
    <message>
        <source>upgrade not answered</source>
        <translation>Upgrade nicht beantwortet</translation>
    </message>
    <message>
        <source>1 capture</source>
        <translation>1 Aufzeichnung</translation>
    </message>
    <message numerus="yes">
        <source>%n captures</source>
        <translation>
            <numerusform>%n Aufzeichnung</numerusform>
            <numerusform>%n Aufzeichnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>1 message</source>
        <translation>1 Nachricht</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>capture</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>Host %1</source>
        <translation>Rechner %1</translation>
    </message>
    <message>
        <source>Capture %1</source>
        <translation>Aufzeichnung %1</translation>
    </message>
    <message>
        <source>was waiting %1 s for retry %2</source>
        <translation>wartete %1 s auf Versuch %2</translation>
    </message>
</context>
<context>
    <name>Inspector::ConnectionView</name>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>&amp;Copy description</source>
        <translation>Beschreibung &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Try again now</source>
        <translation>&amp;Jetzt erneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Show &amp;all messages</source>
        <translation>&amp;Alle Nachrichten zeigen</translation>
    </message>
    <message>
        <source>No connections yet.</source>
        <translation>Noch keine Verbindungen.</translation>
    </message>
    <message>
        <source>Sta&amp;rt again</source>
        <translation>&amp;Neu starten</translation>
    </message>
</context>
<context>
    <name>Inspector::Conversion</name>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>pcapng files can be written, but not read</source>
        <translation>pcapng-Dateien können geschrieben, aber nicht gelesen werden</translation>
    </message>
    <message>
        <source>a temporary file cannot be created</source>
        <translation>eine temporäre Datei kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>its format is not known</source>
        <translation>ihr Format ist nicht bekannt</translation>
    </message>
    <message>
        <source>Name it with --from: relaycap, ndjson or har</source>
        <translation>Es mit --from nennen: relaycap, ndjson oder har</translation>
    </message>
    <message>
        <source>standard input</source>
        <translation>Standardeingabe</translation>
    </message>
</context>
<context>
    <name>Inspector::DatabaseDialog</name>
    <message>
        <source>Open from a database</source>
        <translation>Aus einer Datenbank öffnen</translation>
    </message>
    <message>
        <source>Address of the database</source>
        <translation>Adresse der Datenbank</translation>
    </message>
    <message>
        <source>Captures of the database</source>
        <translation>Aufzeichnungen der Datenbank</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Asking the database…</source>
        <translation>Die Datenbank wird gefragt …</translation>
    </message>
    <message>
        <source>&amp;List</source>
        <translation>&amp;Auflisten</translation>
    </message>
    <message>
        <source>&amp;Database</source>
        <translation>&amp;Datenbank</translation>
    </message>
    <message>
        <source>Captures in PostgreSQL, including those that are being recorded. Passwords come from PGPASSWORD, ~/.pgpass or a service file.</source>
        <translation>Aufzeichnungen in PostgreSQL, auch solche, die noch laufen. Passwörter kommen aus PGPASSWORD, ~/.pgpass oder einer Dienstdatei.</translation>
    </message>
    <message>
        <source>being recorded</source>
        <translation>läuft noch</translation>
    </message>
    <message>
        <source>All captures</source>
        <translation>Alle Aufzeichnungen</translation>
    </message>
    <message>
        <source>The captures could not be listed</source>
        <translation>Die Aufzeichnungen konnten nicht aufgelistet werden</translation>
    </message>
    <message>
        <source>The reason is above.</source>
        <translation>Der Grund steht oben.</translation>
    </message>
    <message>
        <source>The database has no captures yet</source>
        <translation>Die Datenbank hat noch keine Aufzeichnungen</translation>
    </message>
    <message>
        <source>Started with “--capture” and this address, relayctl and the inspector record into it.</source>
        <translation>Mit „‑‑capture“ und dieser Adresse gestartet, zeichnen relayctl und der Inspector in sie auf.</translation>
    </message>
    <message>
        <source>Nothing listed yet</source>
        <translation>Noch nichts aufgelistet</translation>
    </message>
    <message>
        <source>“List” asks the database at the address above for its captures.</source>
        <translation>„Auflisten“ fragt die Datenbank unter der Adresse oben nach ihren Aufzeichnungen.</translation>
    </message>
</context>
<context>
    <name>Inspector::DecodeErrorText</name>
    <message>
        <source>not UTF-8</source>
        <translation>kein UTF-8</translation>
    </message>
    <message>
        <source>not valid JSON</source>
        <translation>kein gültiges JSON</translation>
    </message>
    <message>
        <source>not a JSON object</source>
        <translation>kein JSON-Objekt</translation>
    </message>
    <message>
        <source>not a known message type</source>
        <translation>kein bekannter Nachrichtentyp</translation>
    </message>
    <message>
        <source>missing field</source>
        <translation>Feld fehlt</translation>
    </message>
    <message>
        <source>unknown field</source>
        <translation>unbekanntes Feld</translation>
    </message>
    <message>
        <source>wrong type</source>
        <translation>falscher Typ</translation>
    </message>
    <message>
        <source>not a UUID</source>
        <translation>keine UUID</translation>
    </message>
    <message>
        <source>not a description type</source>
        <translation>kein Beschreibungstyp</translation>
    </message>
    <message>
        <source>message too large</source>
        <translation>Nachricht zu groß</translation>
    </message>
    <message>
        <source>the frame is empty</source>
        <translation>der Frame ist leer</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>not a field of %1</source>
        <translation>kein Feld von %1</translation>
    </message>
    <message>
        <source>32 hexadecimal digits expected</source>
        <translation>32 hexadezimale Ziffern erwartet</translation>
    </message>
    <message>
        <source>&quot;offer&quot; or &quot;answer&quot; expected</source>
        <translation>„offer“ oder „answer“ erwartet</translation>
    </message>
    <message>
        <source>&quot;relay_registration&quot;, &quot;relay_response&quot; or &quot;peer_connection&quot; expected</source>
        <translation>„relay_registration“, „relay_response“ oder „peer_connection“ erwartet</translation>
    </message>
    <message>
        <source>string or null expected, %1 found</source>
        <translation>string oder null erwartet, %1 gefunden</translation>
    </message>
    <message>
        <source>%1 expected, %2 found</source>
        <translation>%1 erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>%1 bytes, at most %2 are read</source>
        <translation>%1 Bytes, höchstens %2 werden gelesen</translation>
    </message>
    <message>
        <source>%1 in &quot;%2&quot;</source>
        <extracomment>%1 is an error of a field, %2 the name of the field</extracomment>
        <translation>%1 in „%2“</translation>
    </message>
    <message>
        <source>%1 at byte %2</source>
        <extracomment>%1 is an error, %2 a number</extracomment>
        <translation>%1 bei Byte %2</translation>
    </message>
    <message>
        <source>required</source>
        <translation>erforderlich</translation>
    </message>
</context>
<context>
    <name>Inspector::DensityStrip</name>
    <message>
        <source>Messages over time</source>
        <translation>Nachrichten im Zeitverlauf</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2: %n messages</source>
        <translation>
            <numerusform>%1, %2: %n Nachricht</numerusform>
            <numerusform>%1, %2: %n Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>selected: %1 to %2</source>
        <translation>ausgewählt: %1 bis %2</translation>
    </message>
    <message>
        <source>per %1, zoomed (0: everything)</source>
        <translation>je %1, vergrößert (0: alles)</translation>
    </message>
    <message>
        <source>messages per %1</source>
        <translation>Nachrichten je %1</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>all messages at one instant</source>
        <translation>alle Nachrichten zum selben Zeitpunkt</translation>
    </message>
</context>
<context>
    <name>Inspector::DetailPane</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Decoded message</source>
        <translation>Gelesene Nachricht</translation>
    </message>
    <message>
        <source>&amp;Copy value</source>
        <translation>Wert &amp;kopieren</translation>
    </message>
    <message>
        <source>Session description</source>
        <translation>Sitzungsbeschreibung</translation>
    </message>
    <message>
        <source>Payload as text</source>
        <translation>Nutzdaten als Text</translation>
    </message>
    <message>
        <source>Payload in hexadecimal</source>
        <translation>Nutzdaten hexadezimal</translation>
    </message>
    <message>
        <source>Handshake</source>
        <translation>Handshake</translation>
    </message>
    <message>
        <source>Views of the message</source>
        <translation>Ansichten der Nachricht</translation>
    </message>
    <message>
        <source>Decoded</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>SDP</source>
        <translation>SDP</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Select a message or a connection to see what is in it.</source>
        <translation>Wählen Sie eine Nachricht oder eine Verbindung, um zu sehen, was darin steht.</translation>
    </message>
    <message>
        <source>There is no session description in this message.</source>
        <translation>In dieser Nachricht ist keine Sitzungsbeschreibung.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>time · size</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 · opened %2</source>
        <comment>address · time</comment>
        <translation>%1 · geöffnet %2</translation>
    </message>
    <message>
        <source>Request ↑</source>
        <translation>Anfrage ↑</translation>
    </message>
    <message>
        <source>Response ↓</source>
        <translation>Antwort ↓</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Rumpf</translation>
    </message>
    <message>
        <source>The relay never answered.</source>
        <translation>Das Relay hat nie geantwortet.</translation>
    </message>
    <message>
        <source>Not answered yet.</source>
        <translation>Noch nicht beantwortet.</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>None: this connection is not encrypted.</source>
        <translation>Keines: Diese Verbindung ist nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>The handshake of this connection was not seen.</source>
        <translation>Der Handshake dieser Verbindung wurde nicht gesehen.</translation>
    </message>
    <message>
        <source>Text of the session description</source>
        <translation>Text der Sitzungsbeschreibung</translation>
    </message>
    <message>
        <source>Only the first %1 are shown.</source>
        <translation>Nur die ersten %1 sind zu sehen.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>%1 · decoding…</source>
        <comment>time · size</comment>
        <translation>%1 · wird gelesen …</translation>
    </message>
</context>
<context>
    <name>Inspector::Details</name>
    <message>
        <source>redacted</source>
        <translation>verborgen</translation>
    </message>
    <message>
        <source>max message</source>
        <translation>max. Nachricht</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>%1
priority %2, component %3, foundation %4</source>
        <translation>%1
Priorität %2, Komponente %3, Foundation %4</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>no way to reach this peer is offered</source>
        <translation>es wird kein Weg zu diesem Peer angeboten</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>gesehen</translation>
    </message>
    <message>
        <source>after the connection opened</source>
        <translation>nach dem Öffnen der Verbindung</translation>
    </message>
    <message>
        <source>request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>on the wire</source>
        <translation>auf der Leitung</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Frames</translation>
    </message>
    <message>
        <source>relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>%1 B, %2 on the wire</source>
        <translation>%1 B, %2 auf der Leitung</translation>
    </message>
    <message>
        <source>%1 B of binary data: see the Hex tab.</source>
        <translation>%1 B Binärdaten: siehe Hex.</translation>
    </message>
    <message>
        <source>%1 B, inflated</source>
        <translation>%1 B, entpackt</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>the first %1 B</source>
        <translation>die ersten %1 B</translation>
    </message>
    <message>
        <source>… and %1 more: see the text</source>
        <translation>… und %1 weitere: siehe Text</translation>
    </message>
    <message>
        <source>… and %1 more media</source>
        <translation>… und %1 weitere Medien</translation>
    </message>
</context>
<context>
    <name>Inspector::Diagnosis</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>The client</source>
        <translation>Der Client</translation>
    </message>
    <message>
        <source>The relay</source>
        <translation>Das Relay</translation>
    </message>
    <message>
        <source>%1 It said: “%2”</source>
        <extracomment>%1 is a complete sentence, %2 what the other side said, in its own words</extracomment>
        <translation>%1 Es sagte: „%2“</translation>
    </message>
    <message>
        <source>The connection was closed in order (1000).</source>
        <translation>Die Verbindung wurde ordentlich geschlossen (1000).</translation>
    </message>
    <message>
        <source>The other side is going away (1001): it shuts down or restarts. Reconnect.</source>
        <translation>Die Gegenseite geht (1001): Sie fährt herunter oder startet neu. Verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>Closed for a WebSocket protocol error (1002): one side broke RFC 6455. Look at the last frames before it and at proxies in between.</source>
        <translation>Geschlossen wegen eines WebSocket-Protokollfehlers (1002): Eine Seite verletzte RFC 6455. Sehen Sie sich die letzten Frames davor und Proxys dazwischen an.</translation>
    </message>
    <message>
        <source>Closed because of a kind of data the other side does not take (1003): relay messages are text.</source>
        <translation>Geschlossen wegen einer Art von Daten, die die Gegenseite nicht nimmt (1003): Relay-Nachrichten sind Text.</translation>
    </message>
    <message>
        <source>Closed without a code (1005).</source>
        <translation>Ohne Code geschlossen (1005).</translation>
    </message>
    <message>
        <source>The connection ended without a close frame (1006): a crash, a lost network or a proxy with an idle limit. If it happens at regular intervals, enable the heartbeat.</source>
        <translation>Die Verbindung endete ohne Close-Frame (1006): ein Absturz, ein verlorenes Netz oder ein Proxy mit Leerlaufgrenze. Geschieht es in gleichen Abständen, schalten Sie den Heartbeat ein.</translation>
    </message>
    <message>
        <source>Closed because a text was not UTF-8 (1007). Look at the last text before it.</source>
        <translation>Geschlossen, weil ein Text kein UTF-8 war (1007). Sehen Sie sich den letzten Text davor an.</translation>
    </message>
    <message>
        <source>Closed for a policy violation (1008). The reason, if any, names the policy.</source>
        <translation>Geschlossen wegen eines Verstoßes gegen eine Richtlinie (1008). Der Grund, falls angegeben, nennt sie.</translation>
    </message>
    <message>
        <source>Closed because a message was too big (1009): the reference relay takes at most 1 MiB. Send a smaller description.</source>
        <translation>Geschlossen, weil eine Nachricht zu groß war (1009): Das Referenz-Relay nimmt höchstens 1 MiB. Senden Sie eine kleinere Beschreibung.</translation>
    </message>
    <message>
        <source>The other side failed internally (1011). The reason is in its log; reconnecting may help.</source>
        <translation>Die Gegenseite hatte einen inneren Fehler (1011). Ihr Protokoll weiß warum; erneutes Verbinden kann helfen.</translation>
    </message>
    <message>
        <source>The relay restarts (1012). Reconnect after a moment.</source>
        <translation>Das Relay startet neu (1012). Verbinden Sie nach einem Moment erneut.</translation>
    </message>
    <message>
        <source>The relay is overloaded (1013). Reconnect later, with a backoff.</source>
        <translation>Das Relay ist überlastet (1013). Verbinden Sie später erneut, mit wachsenden Pausen.</translation>
    </message>
    <message>
        <source>The TLS handshake failed (1015). Check the certificate.</source>
        <translation>Der TLS-Handshake ist gescheitert (1015). Prüfen Sie das Zertifikat.</translation>
    </message>
    <message>
        <source>The relay could not read a message of %1 (4000). Compare the last message it sent with the protocol: every field, its type, and nothing else.</source>
        <translation>Das Relay konnte eine Nachricht von %1 nicht lesen (4000). Vergleichen Sie die letzte gesendete Nachricht mit dem Protokoll: jedes Feld, sein Typ, und sonst nichts.</translation>
    </message>
    <message>
        <source>The relay does not accept the credentials of %1 (4001). Send an “Authorization: Bearer …” header with a current token.</source>
        <translation>Das Relay nimmt die Anmeldedaten von %1 nicht an (4001). Senden Sie eine Kopfzeile „Authorization: Bearer …“ mit einem gültigen Token.</translation>
    </message>
    <message>
        <source>The relay forbids this to %1 (4002): its token has expired, its UUID belongs to another user, or it was not registered yet. Renew the token, or use a UUID of its own.</source>
        <translation>Das Relay verbietet dies %1 (4002): Das Token ist abgelaufen, die UUID gehört einem anderen Benutzer, oder es war noch nicht registriert. Erneuern Sie das Token, oder nehmen Sie eine eigene UUID.</translation>
    </message>
    <message>
        <source>A message of %1 was longer than the relay allows (4003). Send a smaller description or raise “max_message_bytes” of the relay.</source>
        <translation>Eine Nachricht von %1 war länger, als das Relay erlaubt (4003). Senden Sie eine kleinere Beschreibung, oder erhöhen Sie „max_message_bytes“ des Relays.</translation>
    </message>
    <message>
        <source>The UUID of %1 was registered on another connection (4004): the same endpoint runs twice. Stop one of them; reconnecting would only push the other out.</source>
        <translation>Die UUID von %1 wurde auf einer anderen Verbindung registriert (4004): Derselbe Endpunkt läuft zweimal. Beenden Sie einen davon; erneutes Verbinden würde nur den anderen verdrängen.</translation>
    </message>
    <message>
        <source>Closed with code %1, which the protocol does not know.</source>
        <translation>Geschlossen mit dem Code %1, den das Protokoll nicht kennt.</translation>
    </message>
    <message>
        <source>%1 answered HTTP %2: credentials are missing or wrong. Send an “Authorization: Bearer …” header with a current token.</source>
        <translation>%1 antwortete HTTP %2: Anmeldedaten fehlen oder sind falsch. Senden Sie eine Kopfzeile „Authorization: Bearer …“ mit einem gültigen Token.</translation>
    </message>
    <message>
        <source>%1 answered HTTP %2: this client is not allowed in. Ask who runs the relay.</source>
        <translation>%1 antwortete HTTP %2: Dieser Client darf nicht hinein. Fragen Sie, wer das Relay betreibt.</translation>
    </message>
    <message>
        <source>%1 answered HTTP %2: there is no relay under this path. Check the address.</source>
        <translation>%1 antwortete HTTP %2: Unter diesem Pfad gibt es kein Relay. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>%1 answered HTTP %2: it did not take the request for a WebSocket upgrade. Check the address, and that no proxy in between removes the Upgrade header.</source>
        <translation>%1 antwortete HTTP %2: Es hielt die Anfrage nicht für ein WebSocket-Upgrade. Prüfen Sie die Adresse, und dass kein Proxy dazwischen die Kopfzeile Upgrade entfernt.</translation>
    </message>
    <message>
        <source>%1 answered HTTP %2: too many requests. Wait, then reconnect with a backoff.</source>
        <translation>%1 antwortete HTTP %2: zu viele Anfragen. Warten Sie, und verbinden Sie dann mit wachsenden Pausen.</translation>
    </message>
    <message>
        <source>%1 answered HTTP %2: the relay has moved. Use the address of its Location header.</source>
        <translation>%1 antwortete HTTP %2: Das Relay ist umgezogen. Nehmen Sie die Adresse aus der Kopfzeile Location.</translation>
    </message>
    <message>
        <source>%1 answered HTTP %2: the server, or a gateway before it, has a problem. Check that the relay runs behind it.</source>
        <translation>%1 antwortete HTTP %2: Der Server oder ein Gateway davor hat ein Problem. Prüfen Sie, ob das Relay dahinter läuft.</translation>
    </message>
    <message>
        <source>%1 answered HTTP %2 instead of 101: this is not a WebSocket server. Check the address.</source>
        <translation>%1 antwortete HTTP %2 statt 101: Das ist kein WebSocket-Server. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>%1 refused the connection: nothing listens there. Start the relay or correct the port.</source>
        <translation>%1 hat die Verbindung abgewiesen: Dort lauscht nichts. Starten Sie das Relay, oder berichtigen Sie den Port.</translation>
    </message>
    <message>
        <source>The name of %1 is unknown. Check the spelling, and the network of this computer.</source>
        <translation>Der Name von %1 ist unbekannt. Prüfen Sie die Schreibweise und das Netz dieses Rechners.</translation>
    </message>
    <message>
        <source>%1 did not answer in time: the computer is off, or a firewall drops the packets.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet: Der Rechner ist aus, oder eine Firewall verwirft die Pakete.</translation>
    </message>
    <message>
        <source>No secure connection to %1. Check its certificate, the clock of this computer, and whether it should be ws:// instead of wss://.</source>
        <translation>Keine sichere Verbindung zu %1. Prüfen Sie sein Zertifikat, die Uhr dieses Rechners, und ob es ws:// statt wss:// heißen muss.</translation>
    </message>
    <message>
        <source>%1 did not complete the WebSocket handshake. Check that the address is that of a relay.</source>
        <translation>%1 hat den WebSocket-Handshake nicht beendet. Prüfen Sie, ob die Adresse die eines Relays ist.</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>Die Verbindung zu %1 ist gescheitert.</translation>
    </message>
    <message>
        <source> (%1)</source>
        <translation> (%1)</translation>
    </message>
    <message>
        <source>The registration that this answers was not captured.</source>
        <translation>Die Anmeldung, die dies beantwortet, wurde nicht aufgezeichnet.</translation>
    </message>
    <message>
        <source>The registration of %1 was never answered; the connection ended first. Check that this is a relay.</source>
        <translation>Die Anmeldung von %1 wurde nie beantwortet; die Verbindung endete vorher. Prüfen Sie, ob dies ein Relay ist.</translation>
    </message>
    <message>
        <source>The registration of %1 has not been answered. A relay answers within a round trip; check that this is one.</source>
        <translation>Die Anmeldung von %1 ist nicht beantwortet. Ein Relay antwortet innerhalb einer Umlaufzeit; prüfen Sie, ob dies eines ist.</translation>
    </message>
    <message>
        <source>The relay refused to register %1 after %2. Nobody can reach it until it registers.</source>
        <translation>Das Relay lehnte die Anmeldung von %1 nach %2 ab. Niemand erreicht es, bevor es sich anmeldet.</translation>
    </message>
    <message>
        <source>%1 was registered after %2.</source>
        <translation>%1 wurde nach %2 registriert.</translation>
    </message>
    <message>
        <source>A binary message: relay messages are text, and the relay closes with 4000 over it.</source>
        <translation>Eine binäre Nachricht: Relay-Nachrichten sind Text, und das Relay schließt deswegen mit 4000.</translation>
    </message>
    <message>
        <source>This message is still compressed (permessage-deflate), so it cannot be read here.</source>
        <translation>Diese Nachricht ist noch komprimiert (permessage-deflate) und daher hier nicht lesbar.</translation>
    </message>
    <message>
        <source>What %1 sent is no relay message: %2</source>
        <extracomment>%1 is who sent it, %2 what is wrong with it</extracomment>
        <translation>Was %1 sandte, ist keine Relay-Nachricht: %2</translation>
    </message>
    <message>
        <source>The bytes of %1 stopped being a WebSocket (%2). They were forwarded, but cannot be shown from there on.</source>
        <translation>Die Bytes von %1 waren auf einmal kein WebSocket mehr (%2). Sie wurden weitergegeben, können von dort an aber nicht gezeigt werden.</translation>
    </message>
    <message>
        <source>The relay refused to register %1. Nobody can reach it until it registers.</source>
        <translation>Das Relay lehnte die Anmeldung von %1 ab. Niemand erreicht es, bevor es sich anmeldet.</translation>
    </message>
    <message>
        <source>The connection was ended here, because its source was stopped.</source>
        <translation>Die Verbindung wurde hier beendet, weil ihre Quelle beendet wurde.</translation>
    </message>
    <message>
        <source>%1 is registered.</source>
        <translation>%1 ist registriert.</translation>
    </message>
    <message>
        <source>%1 is connected, but has not registered: the relay forwards nothing to it yet.</source>
        <translation>%1 ist verbunden, aber nicht registriert: Das Relay leitet ihm noch nichts weiter.</translation>
    </message>
    <message>
        <source>%1 gave up before %2 answered its upgrade request. Check that %2 is a relay, and that it is not overloaded.</source>
        <translation>%1 hat aufgegeben, bevor %2 die Upgrade-Anfrage beantwortet hat. Prüfen Sie, ob %2 ein Relay ist und ob es überlastet ist.</translation>
    </message>
    <message>
        <source>%2 ended the connection without an answer to the upgrade request of %1. Check that %2 is a relay, and whether it expects wss://.</source>
        <translation>%2 hat die Verbindung beendet, ohne die Upgrade-Anfrage von %1 zu beantworten. Prüfen Sie, ob %2 ein Relay ist und ob es wss:// erwartet.</translation>
    </message>
    <message>
        <source>The offer that this answers was not captured.</source>
        <translation>Das Angebot, auf das dies antwortet, wurde nicht aufgezeichnet.</translation>
    </message>
    <message>
        <source>The relay returned this message, which was not captured before.</source>
        <translation>Das Relay gab diese Nachricht zurück, die zuvor nicht aufgezeichnet wurde.</translation>
    </message>
    <message>
        <source>%2 had not answered the upgrade request of %1 for %3 when the source was stopped. Check that %2 is a relay, and that it is not overloaded.</source>
        <translation>%2 hatte die Upgrade-Anfrage von %1 seit %3 nicht beantwortet, als die Quelle angehalten wurde. Prüfen Sie, ob %2 ein Relay ist und ob es überlastet ist.</translation>
    </message>
</context>
<context>
    <name>Inspector::DialogParts</name>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 ist leer.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Inspector::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Capture (.relaycap)</source>
        <translation>Aufzeichnung (.relaycap)</translation>
    </message>
    <message>
        <source>NDJSON (.ndjson), without loss, for scripts</source>
        <translation>NDJSON (.ndjson), ohne Verlust, für Skripte</translation>
    </message>
    <message>
        <source>HAR (.har), for browsers and HTTP tools</source>
        <translation>HAR (.har), für Browser und HTTP-Werkzeuge</translation>
    </message>
    <message>
        <source>pcapng (.pcapng), for Wireshark</source>
        <translation>pcapng (.pcapng), für Wireshark</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Geheimnisse</translation>
    </message>
    <message>
        <source>Secrets, names, addresses, UUIDs</source>
        <translation>Geheimnisse, Namen, Adressen, UUIDs</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Writes the whole capture. What is replaced is shown below before anything is written; afterwards the file is searched for it.</source>
        <translation>Schreibt die ganze Aufzeichnung. Was ersetzt wird, steht unten, bevor etwas geschrieben wird; danach wird die Datei darauf durchsucht.</translation>
    </message>
    <message>
        <source>For files that stay on this machine: passwords of ICE and whatever the messages hold stay.</source>
        <translation>Für Dateien, die auf diesem Rechner bleiben: Passwörter von ICE und alles, was die Nachrichten enthalten, bleiben.</translation>
    </message>
    <message>
        <source>For colleagues: tokens and other credentials become ***, passwords of ICE other ones.</source>
        <translation>Für Kollegen: Token und andere Zugangsdaten werden zu ***, Passwörter von ICE zu anderen.</translation>
    </message>
    <message>
        <source>For everyone else: names, addresses, UUIDs and fingerprints become pseudonyms, the same one each time, so that offers still match their answers.</source>
        <translation>Für alle anderen: Namen, Adressen, UUIDs und Fingerabdrücke werden zu Pseudonymen, jedes Mal zum selben, sodass Angebote weiter zu ihren Antworten passen.</translation>
    </message>
    <message>
        <source>Reading the capture…</source>
        <translation>Die Aufzeichnung wird gelesen…</translation>
    </message>
    <message>
        <source>That is the capture on show: choose another name.</source>
        <translation>Das ist die angezeigte Aufzeichnung: einen anderen Namen wählen.</translation>
    </message>
</context>
<context>
    <name>Inspector::FileActions</name>
    <message>
        <source>Captures, NDJSON, HAR (*.relaycap *.ndjson *.jsonl *.har);;All files (*)</source>
        <translation>Aufzeichnungen, NDJSON, HAR (*.relaycap *.ndjson *.jsonl *.har);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Show what stands before it</source>
        <translation>Zeigen, was davor steht</translation>
    </message>
    <message>
        <source>Only a part is shown. %1</source>
        <translation>Nur ein Teil wird gezeigt. %1</translation>
    </message>
    <message numerus="yes">
        <source>%n entries that are no WebSocket connections are not shown.</source>
        <translation>
            <numerusform>%n Eintrag, der keine WebSocket-Verbindung ist, wird nicht gezeigt.</numerusform>
            <numerusform>%n Einträge, die keine WebSocket-Verbindungen sind, werden nicht gezeigt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspector::FilterBar</name>
    <message>
        <source>Filter messages: kind:offer from:alpha text</source>
        <translation>Nachrichten filtern: kind:offer from:alpha Text</translation>
    </message>
    <message>
        <source>Only these connections are shown and filtered. Click to show all messages</source>
        <translation>Nur diese Verbindungen werden gezeigt und gefiltert. Ein Klick zeigt alle Nachrichten</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>Hervorheben</translation>
    </message>
    <message>
        <source>Mark what matches instead of hiding the rest (Ctrl+Shift+F); F3 goes to the next</source>
        <translation>Treffer hervorheben, statt den Rest auszublenden (Strg+Umschalt+F); F3 geht zum nächsten</translation>
    </message>
    <message>
        <source>Earlier and saved filters</source>
        <translation>Frühere und gespeicherte Filter</translation>
    </message>
    <message>
        <source>Progress of the filter</source>
        <translation>Fortschritt des Filters</translation>
    </message>
    <message>
        <source>Only %1; show all messages</source>
        <translation>Nur %1; alle Nachrichten zeigen</translation>
    </message>
    <message>
        <source>&amp;Save this filter…</source>
        <translation>Diesen Filter &amp;speichern…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>&amp;Clear the earlier filters</source>
        <translation>Frühere Filter &amp;löschen</translation>
    </message>
    <message>
        <source>Save the filter</source>
        <translation>Filter speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>Inspector::FilterField</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>Inspector::FilterTexts</name>
    <message>
        <source>more than 4,000 bytes</source>
        <translation>mehr als 4.000 Bytes</translation>
    </message>
    <message>
        <source>a range</source>
        <translation>ein Bereich</translation>
    </message>
    <message>
        <source>longer than 200 ms</source>
        <translation>länger als 200 ms</translation>
    </message>
    <message>
        <source>since the first message</source>
        <translation>seit der ersten Nachricht</translation>
    </message>
    <message>
        <source>time of day</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>with regard to upper and lower case</source>
        <translation>Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Expected \&quot; \\ \n \r \t or \u and four hexadecimal digits.</source>
        <translation>Erwartet wird \&quot; \\ \n \r \t oder \u und vier Hexadezimalziffern.</translation>
    </message>
    <message>
        <source>Expected a closing quotation mark.</source>
        <translation>Erwartet wird ein schließendes Anführungszeichen.</translation>
    </message>
    <message>
        <source>Expected a slash at the end of the regular expression.</source>
        <translation>Erwartet wird ein Schrägstrich am Ende des regulären Ausdrucks.</translation>
    </message>
    <message>
        <source>Expected a regular expression between the slashes.</source>
        <translation>Erwartet wird ein regulärer Ausdruck zwischen den Schrägstrichen.</translation>
    </message>
    <message>
        <source>Expected one of the flags i, m and s, or a space. A text with slashes is written in quotes.</source>
        <translation>Erwartet wird einer der Buchstaben i, m und s oder ein Leerzeichen. Ein Text mit Schrägstrichen steht in Anführungszeichen.</translation>
    </message>
    <message>
        <source>number of the connection</source>
        <translation>Nummer der Verbindung</translation>
    </message>
    <message>
        <source>direction, seen from the client</source>
        <translation>Richtung aus Sicht des Clients</translation>
    </message>
    <message>
        <source>opcode of the frame</source>
        <translation>Opcode des Frames</translation>
    </message>
    <message>
        <source>kind of the message</source>
        <translation>Art der Nachricht</translation>
    </message>
    <message>
        <source>type of the session description, also of returned messages</source>
        <translation>Typ der Sitzungsbeschreibung, auch zurückgeschickter Nachrichten</translation>
    </message>
    <message>
        <source>source or peer UUID</source>
        <translation>UUID von Quelle oder Peer</translation>
    </message>
    <message>
        <source>name or UUID of the sender, or relay</source>
        <translation>Name oder UUID des Absenders, oder relay</translation>
    </message>
    <message>
        <source>name or UUID of the receiver, or relay</source>
        <translation>Name oder UUID des Empfängers, oder relay</translation>
    </message>
    <message>
        <source>name or UUID of sender or receiver</source>
        <translation>Name oder UUID von Absender oder Empfänger</translation>
    </message>
    <message>
        <source>whether the message reports success or failure</source>
        <translation>ob die Nachricht Erfolg oder Fehlschlag meldet</translation>
    </message>
    <message>
        <source>error text of refusals and returned messages</source>
        <translation>Fehlertext von Ablehnungen und zurückgeschickten Nachrichten</translation>
    </message>
    <message>
        <source>bytes of payload</source>
        <translation>Bytes der Nutzdaten</translation>
    </message>
    <message>
        <source>time since the first message, time of day, or date and time</source>
        <translation>Zeit seit der ersten Nachricht, Uhrzeit oder Datum und Uhrzeit</translation>
    </message>
    <message>
        <source>round trip that ended with the message</source>
        <translation>Umlaufzeit, die mit der Nachricht endete</translation>
    </message>
    <message>
        <source>property of the message or its connection</source>
        <translation>Eigenschaft der Nachricht oder ihrer Verbindung</translation>
    </message>
    <message>
        <source>header of the upgrade of the connection</source>
        <translation>Header des Upgrades der Verbindung</translation>
    </message>
    <message>
        <source>attribute or line of the session description</source>
        <translation>Attribut oder Zeile der Sitzungsbeschreibung</translation>
    </message>
    <message>
        <source>text of the payload</source>
        <translation>Text der Nutzdaten</translation>
    </message>
    <message>
        <source>Expected an opening parenthesis before this one.</source>
        <translation>Erwartet wird eine öffnende Klammer vor dieser.</translation>
    </message>
    <message>
        <source>Expected a condition, such as kind:offer or a word to search for.</source>
        <translation>Erwartet wird eine Bedingung, etwa kind:offer oder ein Suchwort.</translation>
    </message>
    <message>
        <source>Expected at most %1 parentheses inside each other.</source>
        <translation>Erwartet werden höchstens %1 Klammern ineinander.</translation>
    </message>
    <message>
        <source>Expected a closing parenthesis for this one.</source>
        <translation>Erwartet wird eine schließende Klammer zu dieser.</translation>
    </message>
    <message>
        <source>Expected a text to search for after case:.</source>
        <translation>Erwartet wird ein Suchtext nach case:.</translation>
    </message>
    <message>
        <source>Expected a space. A text with this character is written in quotes.</source>
        <translation>Erwartet wird ein Leerzeichen. Ein Text mit diesem Zeichen steht in Anführungszeichen.</translation>
    </message>
    <message>
        <source>Expected a key, and %1 is none. A text with a colon is written in quotes.</source>
        <translation>Erwartet wird ein Schlüssel, und %1 ist keiner. Ein Text mit Doppelpunkt steht in Anführungszeichen.</translation>
    </message>
    <message>
        <source>Expected a text, * for any, or a regular expression between slashes.</source>
        <translation>Erwartet wird ein Text, * für beliebigen Text oder ein regulärer Ausdruck zwischen Schrägstrichen.</translation>
    </message>
    <message>
        <source>Expected a name, a UUID, or * for any.</source>
        <translation>Erwartet wird ein Name, eine UUID oder * für beliebige.</translation>
    </message>
    <message>
        <source>Expected a text between the quotation marks.</source>
        <translation>Erwartet wird ein Text zwischen den Anführungszeichen.</translation>
    </message>
    <message>
        <source>Expected a regular expression: %1.</source>
        <translation>Erwartet wird ein regulärer Ausdruck: %1.</translation>
    </message>
    <message>
        <source>Expected a whole number, such as 7, &gt;7 or 3..7.</source>
        <translation>Erwartet wird eine ganze Zahl, etwa 7, &gt;7 oder 3..7.</translation>
    </message>
    <message>
        <source>Expected a size, such as 100, &gt;4k or 1k..2M.</source>
        <translation>Erwartet wird eine Größe, etwa 100, &gt;4k oder 1k..2M.</translation>
    </message>
    <message>
        <source>Expected a comparison or a range of durations, such as &gt;200ms or 1s..2.5s.</source>
        <translation>Erwartet wird ein Vergleich oder ein Bereich von Dauern, etwa &gt;200ms oder 1s..2.5s.</translation>
    </message>
    <message>
        <source>Expected a comparison or a range of times, such as +1s..+3s, &gt;12:30 or &gt;=2026-05-04T08:15:30.</source>
        <translation>Erwartet wird ein Vergleich oder ein Bereich von Zeiten, etwa +1s..+3s, &gt;12:30 oder &gt;=2026-05-04T08:15:30.</translation>
    </message>
    <message>
        <source>Expected one of: %1.</source>
        <translation>Erwartet wird eines von: %1.</translation>
    </message>
    <message>
        <source>Expected a UUID or its beginning.</source>
        <translation>Erwartet wird eine UUID oder ihr Anfang.</translation>
    </message>
</context>
<context>
    <name>Inspector::FindBar</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Text to find</source>
        <translation>Gesuchter Text</translation>
    </message>
    <message>
        <source>Previous place (Shift+F3)</source>
        <translation>Vorherige Stelle (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next place (F3)</source>
        <translation>Nächste Stelle (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>sucht …</translation>
    </message>
</context>
<context>
    <name>Inspector::FormatError</name>
    <message>
        <source>standard input</source>
        <translation>Standardeingabe</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>%1, byte %2</source>
        <translation>%1, Byte %2</translation>
    </message>
    <message>
        <source>the conversion was canceled</source>
        <translation>die Umwandlung wurde abgebrochen</translation>
    </message>
</context>
<context>
    <name>Inspector::ForwardProxyDialog</name>
    <message>
        <source>Start a forward proxy</source>
        <translation>Einen Forward-Proxy starten</translation>
    </message>
    <message>
        <source>File for the certificates that clients have to trust</source>
        <translation>Datei für die Zertifikate, denen Clients vertrauen müssen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Eine Datei wählen</translation>
    </message>
    <message>
        <source>Certificates that clients have to trust</source>
        <translation>Zertifikate, denen Clients vertrauen müssen</translation>
    </message>
    <message>
        <source>&amp;Listen on</source>
        <translation>&amp;Lauschen auf</translation>
    </message>
    <message>
        <source>&amp;Certificates to</source>
        <translation>&amp;Zertifikate nach</translation>
    </message>
    <message>
        <source>For a client</source>
        <translation>Für einen Client</translation>
    </message>
    <message>
        <source>For clients that are configured by hand: they name the relay themselves and trust the certificates in this file, because their TLS is taken apart. Each start makes new ones.</source>
        <translation>Für Clients, die von Hand eingestellt werden: Sie nennen das Relay selbst und vertrauen den Zertifikaten in dieser Datei, denn ihr TLS wird aufgetrennt. Jeder Start erzeugt neue.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Enter the name of a file in a folder that exists.</source>
        <translation>Geben Sie den Namen einer Datei in einem vorhandenen Ordner ein.</translation>
    </message>
</context>
<context>
    <name>Inspector::ForwardProxySource</name>
    <message>
        <source>No certificate authority can be made: %1</source>
        <translation>Es lässt sich keine Zertifizierungsstelle erzeugen: %1</translation>
    </message>
</context>
<context>
    <name>Inspector::GoToDialog</name>
    <message>
        <source>Go to a message</source>
        <translation>Zu einer Nachricht gehen</translation>
    </message>
    <message>
        <source>&amp;Number or time</source>
        <translation>&amp;Nummer oder Zeit</translation>
    </message>
    <message>
        <source>18326, 14:02:11 or +1.5s</source>
        <translation>18326, 14:02:11 oder +1.5s</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Gehen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>✕ There is no such message.</source>
        <translation>✕ Eine solche Nachricht gibt es nicht.</translation>
    </message>
    <message>
        <source>✕ This is no number and no time, such as 18326, 14:02:11 or +1.5s.</source>
        <translation>✕ Das ist keine Nummer und keine Zeit, wie 18326, 14:02:11 oder +1.5s.</translation>
    </message>
</context>
<context>
    <name>Inspector::HarReader</name>
    <message>
        <source>an object is expected</source>
        <translation>ein Objekt wird erwartet</translation>
    </message>
    <message>
        <source>it is not valid JSON (%1)</source>
        <translation>es ist kein gültiges JSON (%1)</translation>
    </message>
    <message>
        <source>there is no &quot;log&quot;, so it is no HAR file</source>
        <translation>„log“ fehlt, also ist es keine HAR-Datei</translation>
    </message>
    <message>
        <source>something follows behind the end</source>
        <translation>hinter dem Ende folgt noch etwas</translation>
    </message>
    <message>
        <source>message %1 of connection %2: %3</source>
        <translation>Nachricht %1 der Verbindung %2: %3</translation>
    </message>
    <message>
        <source>Export the file again, or keep what was read before it</source>
        <translation>Exportieren Sie die Datei noch einmal, oder behalten Sie, was davor gelesen wurde</translation>
    </message>
    <message>
        <source>send or receive</source>
        <translation>send oder receive</translation>
    </message>
    <message>
        <source>1 for text, 2 for binary data, or 8, 9, 10</source>
        <translation>1 für Text, 2 für Binärdaten oder 8, 9, 10</translation>
    </message>
</context>
<context>
    <name>Inspector::HeaderModel</name>
    <message>
        <source>Header</source>
        <translation>Kopfzeile</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>Inspector::HiddenRows</name>
    <message>
        <source>%1 (%2)</source>
        <comment>tool tip · key</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Hide &amp;pings and pongs</source>
        <translation>&amp;Pings und Pongs ausblenden</translation>
    </message>
    <message>
        <source>Hide or show control frames that keep a connection alive; close frames stay</source>
        <translation>Kontrollframes, die eine Verbindung am Leben halten, aus- oder einblenden; Close-Frames bleiben</translation>
    </message>
    <message>
        <source>Pings and pongs: %1 hidden</source>
        <translation>Pings und Pongs: %1 ausgeblendet</translation>
    </message>
    <message>
        <source>Pings and pongs: %1</source>
        <translation>Pings und Pongs: %1</translation>
    </message>
    <message>
        <source>Hide c&amp;losed connections</source>
        <translation>&amp;Geschlossene Verbindungen ausblenden</translation>
    </message>
    <message>
        <source>Hide or show clients that are not connected any more; their messages stay</source>
        <translation>Clients, die nicht mehr verbunden sind, aus- oder einblenden; ihre Nachrichten bleiben</translation>
    </message>
    <message>
        <source>%1 closed, hidden</source>
        <translation>%1 geschlossen, ausgeblendet</translation>
    </message>
    <message>
        <source>%1 closed</source>
        <translation>%1 geschlossen</translation>
    </message>
</context>
<context>
    <name>Inspector::InspectorPage</name>
    <message>
        <source>CONNECTIONS</source>
        <translation>VERBINDUNGEN</translation>
    </message>
    <message>
        <source>&amp;Connections</source>
        <translation>&amp;Verbindungen</translation>
    </message>
    <message>
        <source>&amp;Exchange</source>
        <translation>&amp;Austausch</translation>
    </message>
    <message>
        <source>De&amp;tails</source>
        <translation>&amp;Einzelheiten</translation>
    </message>
    <message>
        <source>No messages on this connection</source>
        <translation>Keine Nachrichten auf dieser Verbindung</translation>
    </message>
    <message>
        <source>This capture holds no messages</source>
        <translation>Diese Aufzeichnung enthält keine Nachrichten</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Nachrichten</translation>
    </message>
    <message>
        <source>Waiting for the first connection</source>
        <translation>Warten auf die erste Verbindung</translation>
    </message>
    <message>
        <source>Point a client at %1</source>
        <translation>Richten Sie einen Client auf %1</translation>
    </message>
    <message>
        <source>Only pings and pongs, which are hidden</source>
        <translation>Nur Pings und Pongs, die ausgeblendet sind</translation>
    </message>
    <message>
        <source>&amp;Pairs</source>
        <translation>&amp;Paare</translation>
    </message>
    <message>
        <source>EXCHANGE</source>
        <translation>AUSTAUSCH</translation>
    </message>
    <message>
        <source>PAIRS</source>
        <translation>PAARE</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Esc in the filter clears it.</source>
        <translation>Esc im Filter löscht ihn.</translation>
    </message>
    <message>
        <source>No connections</source>
        <translation>Keine Verbindungen</translation>
    </message>
</context>
<context>
    <name>Inspector::JsonFields</name>
    <message>
        <source>&quot;%1&quot; must be %2</source>
        <translation>„%1“ muss %2 sein</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>nanoseconds since 1970, such as &quot;1700000000123456789&quot;</source>
        <translation>Nanosekunden seit 1970 wie &quot;1700000000123456789&quot;</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a UUID</source>
        <translation>eine UUID</translation>
    </message>
    <message>
        <source>base64</source>
        <translation>base64</translation>
    </message>
    <message>
        <source>a text or {&quot;b64&quot;:&quot;…&quot;}</source>
        <translation>ein Text oder {&quot;b64&quot;:&quot;…&quot;}</translation>
    </message>
    <message>
        <source>a list of [name, value]</source>
        <translation>eine Liste von [Name, Wert]</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>eine Liste von Texten</translation>
    </message>
    <message>
        <source>a date such as &quot;2026-05-04T08:15:30.000Z&quot;</source>
        <translation>ein Datum wie &quot;2026-05-04T08:15:30.000Z&quot;</translation>
    </message>
</context>
<context>
    <name>Inspector::JsonStream</name>
    <message>
        <source>a value is longer than 1 GiB</source>
        <translation>ein Wert ist länger als 1 GiB</translation>
    </message>
    <message>
        <source>the file ends too early</source>
        <translation>die Datei endet zu früh</translation>
    </message>
    <message>
        <source>an object is expected</source>
        <translation>ein Objekt wird erwartet</translation>
    </message>
    <message>
        <source>a list is expected</source>
        <translation>eine Liste wird erwartet</translation>
    </message>
    <message>
        <source>a comma or %1 is expected</source>
        <translation>ein Komma oder %1 wird erwartet</translation>
    </message>
    <message>
        <source>a name in quotation marks is expected</source>
        <translation>ein Name in Anführungszeichen wird erwartet</translation>
    </message>
    <message>
        <source>a colon is expected</source>
        <translation>ein Doppelpunkt wird erwartet</translation>
    </message>
    <message>
        <source>the file ends inside a text</source>
        <translation>die Datei endet in einem Text</translation>
    </message>
    <message>
        <source>values are nested more than 1024 deep</source>
        <translation>Werte sind mehr als 1024-fach verschachtelt</translation>
    </message>
    <message>
        <source>a value is expected</source>
        <translation>ein Wert wird erwartet</translation>
    </message>
</context>
<context>
    <name>Inspector::Keys</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
</context>
<context>
    <name>Inspector::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Inspector::LadderModel</name>
    <message>
        <source>returned: %1</source>
        <translation>zurück: %1</translation>
    </message>
    <message>
        <source>close %1</source>
        <translation>close %1</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>Inspector::LadderPane</name>
    <message>
        <source>Sequence of the exchange</source>
        <translation>Ablauf des Austauschs</translation>
    </message>
</context>
<context>
    <name>Inspector::LaunchOptions</name>
    <message>
        <source>Watches the conversation of ProxyStore relay clients.</source>
        <translation>Liest das Gespräch von ProxyStore-Relay-Clients mit.</translation>
    </message>
    <message>
        <source>Start a local relay with two clients that talk to each other.</source>
        <translation>Ein lokales Relay mit zwei Clients starten, die miteinander sprechen.</translation>
    </message>
    <message>
        <source>Port of the local relay; 0 takes any free one.</source>
        <translation>Port des lokalen Relays; 0 nimmt irgendeinen freien.</translation>
    </message>
    <message>
        <source>Show a saved capture.</source>
        <translation>Eine gespeicherte Aufzeichnung zeigen.</translation>
    </message>
    <message>
        <source>Record into this file instead of a temporary one.</source>
        <translation>In diese Datei statt in eine vorläufige aufzeichnen.</translation>
    </message>
    <message>
        <source>light, dark or system.</source>
        <translation>light, dark oder system.</translation>
    </message>
    <message>
        <source>Name to register with at URL.</source>
        <translation>Name für die Anmeldung bei URL.</translation>
    </message>
    <message>
        <source>File that holds the bearer token for URL.</source>
        <translation>Datei mit dem Bearer-Token für URL.</translation>
    </message>
    <message>
        <source>Start a proxy that listens here.</source>
        <translation>Einen Proxy starten, der hier lauscht.</translation>
    </message>
    <message>
        <source>Relay the proxy leads to.</source>
        <translation>Relay, zu dem der Proxy führt.</translation>
    </message>
    <message>
        <source>Relay to connect to as a client.</source>
        <translation>Relay, mit dem als Client verbunden wird.</translation>
    </message>
    <message>
        <source>Only one address can be given.</source>
        <translation>Es kann nur eine Adresse angegeben werden.</translation>
    </message>
    <message>
        <source>--name and --token-file need an address.</source>
        <translation>--name und --token-file brauchen eine Adresse.</translation>
    </message>
    <message>
        <source>--open shows a finished capture and cannot be combined with recording.</source>
        <translation>--open zeigt eine fertige Aufzeichnung und verträgt sich nicht mit dem Aufzeichnen.</translation>
    </message>
    <message>
        <source>--%1 must not be empty.</source>
        <translation>--%1 darf nicht leer sein.</translation>
    </message>
    <message>
        <source>--demo-port needs --demo.</source>
        <translation>--demo-port setzt --demo voraus.</translation>
    </message>
    <message>
        <source>--demo-port must be a port from 0 to 65535.</source>
        <translation>--demo-port muss ein Port von 0 bis 65535 sein.</translation>
    </message>
    <message>
        <source>--theme must be light, dark or system.</source>
        <translation>--theme muss light, dark oder system sein.</translation>
    </message>
    <message>
        <source>Show the sample capture: endpoints that do not meet, and why.</source>
        <translation>Die Beispielaufnahme zeigen: Endpunkte, die nicht zueinander finden, und warum.</translation>
    </message>
    <message>
        <source>--sample cannot be combined with recording or with another capture.</source>
        <translation>--sample geht nicht zusammen mit einer Aufzeichnung oder einer anderen Aufnahme.</translation>
    </message>
    <message>
        <source>Capture, NDJSON or HAR file to show, as --open.</source>
        <translation>Anzuzeigende Aufzeichnung, NDJSON- oder HAR-Datei, wie --open.</translation>
    </message>
    <message>
        <source>relay-inspector: There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. Start it in a graphical session, or use relayctl, which works in a terminal.</source>
        <translation>relay-inspector: Es gibt keine Anzeige: Weder DISPLAY noch WAYLAND_DISPLAY ist gesetzt. Starten Sie es in einer grafischen Sitzung, oder benutzen Sie relayctl, das in einem Terminal arbeitet.</translation>
    </message>
</context>
<context>
    <name>Inspector::ListenField</name>
    <message>
        <source>Address to listen on</source>
        <translation>Adresse, auf der gelauscht wird</translation>
    </message>
    <message>
        <source>Port to listen on</source>
        <translation>Port, auf dem gelauscht wird</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Enter an address of this machine, such as 127.0.0.1.</source>
        <translation>Geben Sie eine Adresse dieses Rechners ein, etwa 127.0.0.1.</translation>
    </message>
</context>
<context>
    <name>Inspector::LocalRelaySource</name>
    <message>
        <source>The local relay cannot start: %1</source>
        <translation>Das lokale Relay kann nicht starten: %1</translation>
    </message>
</context>
<context>
    <name>Inspector::MainActions</name>
    <message>
        <source>Connect…</source>
        <translation>Verbinden…</translation>
    </message>
    <message>
        <source>Connect to a relay as a client</source>
        <translation>Als Client mit einem Relay verbinden</translation>
    </message>
    <message>
        <source>Watch another client through a proxy</source>
        <translation>Einen anderen Client über einen Proxy beobachten</translation>
    </message>
    <message>
        <source>On port &amp;8700</source>
        <translation>Auf Port &amp;8700</translation>
    </message>
    <message>
        <source>On &amp;any free port</source>
        <translation>Auf &amp;irgendeinem freien Port</translation>
    </message>
    <message>
        <source>With two &amp;demo clients</source>
        <translation>Mit zwei &amp;Demo-Clients</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Save a copy of what is shown</source>
        <translation>Eine Kopie des Gezeigten speichern</translation>
    </message>
    <message>
        <source>&amp;Pause the view</source>
        <translation>Ansicht &amp;anhalten</translation>
    </message>
    <message>
        <source>Recording goes on; nothing is lost</source>
        <translation>Die Aufzeichnung läuft weiter; nichts geht verloren</translation>
    </message>
    <message>
        <source>&amp;Stop recording</source>
        <translation>Aufzeichnung &amp;beenden</translation>
    </message>
    <message>
        <source>Next message</source>
        <translation>Nächste Nachricht</translation>
    </message>
    <message>
        <source>Previous message</source>
        <translation>Vorige Nachricht</translation>
    </message>
    <message>
        <source>Other message of the same exchange</source>
        <translation>Andere Nachricht desselben Austauschs</translation>
    </message>
    <message>
        <source>Follow the newest message</source>
        <translation>Der neuesten Nachricht folgen</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Vorheriger Bereich</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;About Relay Inspector</source>
        <translation>Ü&amp;ber Relay Inspector</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>tool tip · key</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Local relay</source>
        <translation>Lokales Relay</translation>
    </message>
    <message>
        <source>Start a relay on this machine</source>
        <translation>Ein Relay auf diesem Rechner starten</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Colours of the &amp;system</source>
        <translation>Farben des &amp;Systems</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>● Recording</source>
        <translation>● Aufzeichnung</translation>
    </message>
    <message>
        <source>Everything that goes over the wire is recorded</source>
        <translation>Alles, was über die Leitung geht, wird aufgezeichnet</translation>
    </message>
    <message>
        <source>❚❚ Paused</source>
        <translation>❚❚ Angehalten</translation>
    </message>
    <message>
        <source>The view stands still, recording goes on</source>
        <translation>Die Ansicht steht still, die Aufzeichnung läuft weiter</translation>
    </message>
    <message>
        <source>■ Stopped</source>
        <translation>■ Beendet</translation>
    </message>
    <message>
        <source>Nothing is being recorded</source>
        <translation>Es wird nichts aufgezeichnet</translation>
    </message>
    <message>
        <source>■ Read-only</source>
        <translation>■ Nur lesen</translation>
    </message>
    <message>
        <source>○ Not recording</source>
        <translation>○ Keine Aufzeichnung</translation>
    </message>
    <message>
        <source>Recording begins with the first connection</source>
        <translation>Die Aufzeichnung beginnt mit der ersten Verbindung</translation>
    </message>
    <message>
        <source>✕ Not recording</source>
        <translation>✕ Keine Aufzeichnung</translation>
    </message>
    <message>
        <source>The file cannot be written; traffic goes on unrecorded</source>
        <translation>Die Datei lässt sich nicht schreiben; der Verkehr läuft unaufgezeichnet weiter</translation>
    </message>
    <message>
        <source>%1  –  %2</source>
        <comment>file name · directory</comment>
        <translation>%1  –  %2</translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation>Diese &amp;Liste leeren</translation>
    </message>
    <message>
        <source>Run…</source>
        <translation>Ausführen…</translation>
    </message>
    <message>
        <source>Run a program and show its connections</source>
        <translation>Ein Programm starten und seine Verbindungen zeigen</translation>
    </message>
    <message>
        <source>&amp;Proxy in front of a relay…</source>
        <translation>&amp;Proxy vor einem Relay…</translation>
    </message>
    <message>
        <source>&amp;Forward proxy…</source>
        <translation>&amp;Forward-Proxy…</translation>
    </message>
    <message>
        <source>For clients that are configured to use a proxy</source>
        <translation>Für Clients, die auf einen Proxy eingestellt werden</translation>
    </message>
    <message>
        <source>&amp;Attach to an application…</source>
        <translation>An eine &amp;Anwendung anhängen…</translation>
    </message>
    <message>
        <source>Read the tap of an application that embeds RelayCore</source>
        <translation>Den Tap einer Anwendung mit RelayCore lesen</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Watch clients that run already</source>
        <translation>Clients beobachten, die schon laufen</translation>
    </message>
    <message>
        <source>Panes, rows and colours</source>
        <translation>Bereiche, Zeilen und Farben</translation>
    </message>
    <message>
        <source>Open the &amp;sample capture</source>
        <translation>Die &amp;Beispielaufnahme öffnen</translation>
    </message>
    <message>
        <source>Endpoints that do not meet, each for another reason</source>
        <translation>Endpunkte, die nicht zueinander finden, jeder aus einem anderen Grund</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Write why endpoints do not meet as a web page to share</source>
        <translation>Als Webseite zum Weitergeben schreiben, warum Endpunkte nicht zueinander finden</translation>
    </message>
    <message>
        <source>Check this &amp;network…</source>
        <translation>Dieses &amp;Netz prüfen…</translation>
    </message>
    <message>
        <source>Is a relay reached, and what do STUN servers see?</source>
        <translation>Wird ein Relay erreicht, und was sehen STUN-Server?</translation>
    </message>
    <message>
        <source>Show a capture, an NDJSON or a HAR file</source>
        <translation>Eine Aufzeichnung, eine NDJSON- oder HAR-Datei zeigen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Write another format, without secrets</source>
        <translation>Ein anderes Format schreiben, ohne Geheimnisse</translation>
    </message>
    <message>
        <source>&amp;Compose a message…</source>
        <translation>Nachricht &amp;verfassen…</translation>
    </message>
    <message>
        <source>Send a message through a client of the inspector</source>
        <translation>Eine Nachricht über einen Client des Inspectors senden</translation>
    </message>
    <message>
        <source>&amp;Replay…</source>
        <translation>&amp;Wiederholen…</translation>
    </message>
    <message>
        <source>Send the same to a relay again, and compare what comes back</source>
        <translation>Dasselbe noch einmal an ein Relay senden und vergleichen, was zurückkommt</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Compose a message, or replay a capture</source>
        <translation>Eine Nachricht verfassen oder eine Aufzeichnung wiederholen</translation>
    </message>
    <message>
        <source>Filter the messages; in the details: find</source>
        <translation>Nachrichten filtern; in den Einzelheiten: suchen</translation>
    </message>
    <message>
        <source>Next match; in the details: next place</source>
        <translation>Nächster Treffer; in den Einzelheiten: nächste Stelle</translation>
    </message>
    <message>
        <source>Previous match; in the details: previous place</source>
        <translation>Voriger Treffer; in den Einzelheiten: vorige Stelle</translation>
    </message>
    <message>
        <source>Open from a &amp;database…</source>
        <translation>Aus einer &amp;Datenbank öffnen …</translation>
    </message>
    <message>
        <source>Show a capture in a PostgreSQL database</source>
        <translation>Eine Aufzeichnung in einer PostgreSQL-Datenbank zeigen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Connect, watch clients, start a relay, send</source>
        <translation>Verbinden, Clients beobachten, ein Relay starten, senden</translation>
    </message>
</context>
<context>
    <name>Inspector::MainWindow</name>
    <message>
        <source>Captures (*.relaycap);;All files (*)</source>
        <translation>Aufzeichnungen (*.relaycap);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Open a capture</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Unsaved capture</source>
        <translation>Nicht gespeicherte Aufzeichnung</translation>
    </message>
    <message numerus="yes">
        <source>%n messages were recorded and not saved.</source>
        <translation>
            <numerusform>%n Nachricht wurde aufgezeichnet und nicht gespeichert.</numerusform>
            <numerusform>%n Nachrichten wurden aufgezeichnet und nicht gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>They are gone once the recording ends.</source>
        <translation>Mit dem Ende der Aufzeichnung sind sie verloren.</translation>
    </message>
    <message>
        <source>About Relay Inspector</source>
        <translation>Über Relay Inspector</translation>
    </message>
    <message>
        <source>&lt;b&gt;Relay Inspector %1&lt;/b&gt;&lt;p&gt;Watches the conversation of ProxyStore relay clients.&lt;/p&gt;&lt;p&gt;MIT licence. Built with Qt %2.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Relay Inspector %1&lt;/b&gt;&lt;p&gt;Liest das Gespräch von ProxyStore-Relay-Clients mit.&lt;/p&gt;&lt;p&gt;MIT-Lizenz. Gebaut mit Qt %2.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use port %1</source>
        <translation>Port %1 verwenden</translation>
    </message>
    <message>
        <source>Saving the capture…</source>
        <translation>Aufzeichnung wird gespeichert …</translation>
    </message>
    <message>
        <source>A recording was not saved when the inspector ended: %1, %2.</source>
        <translation>Eine Aufzeichnung war nicht gespeichert, als der Inspector endete: %1, %2.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>The report was written to %1</source>
        <translation>Der Bericht wurde nach %1 geschrieben</translation>
    </message>
    <message>
        <source>The sample capture cannot be opened: %1</source>
        <translation>Die Beispielaufnahme lässt sich nicht öffnen: %1</translation>
    </message>
    <message>
        <source>Sample capture</source>
        <translation>Beispielaufnahme</translation>
    </message>
    <message>
        <source>Asking the database %1…</source>
        <translation>Die Datenbank %1 wird gefragt …</translation>
    </message>
</context>
<context>
    <name>Inspector::MessageActions</name>
    <message>
        <source>&amp;Send again</source>
        <translation>Noch einmal &amp;senden</translation>
    </message>
    <message>
        <source>&amp;Edit and send again…</source>
        <translation>&amp;Bearbeiten und noch einmal senden…</translation>
    </message>
    <message>
        <source>Copy as &amp;relayctl command</source>
        <translation>Als &amp;relayctl-Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;Python program</source>
        <translation>Als &amp;Python-Programm kopieren</translation>
    </message>
    <message>
        <source>Copy as C&amp;++ program</source>
        <translation>Als C&amp;++-Programm kopieren</translation>
    </message>
    <message>
        <source>The capture does not hold this message completely.</source>
        <translation>Die Aufzeichnung enthält diese Nachricht nicht vollständig.</translation>
    </message>
    <message>
        <source>Pings, pongs and close frames cannot be sent again.</source>
        <translation>Pings, Pongs und Close-Frames können nicht noch einmal gesendet werden.</translation>
    </message>
    <message>
        <source>No client of the inspector is registered. Connect first.</source>
        <translation>Kein Client des Inspectors ist registriert. Zuerst verbinden.</translation>
    </message>
    <message>
        <source>The message was not sent: %1</source>
        <translation>Die Nachricht wurde nicht gesendet: %1</translation>
    </message>
    <message>
        <source>The message came back: %1</source>
        <translation>Die Nachricht kam zurück: %1</translation>
    </message>
    <message>
        <source>The connection ended after the message: %1</source>
        <translation>Die Verbindung endete nach der Nachricht: %1</translation>
    </message>
</context>
<context>
    <name>Inspector::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Problem: %1</source>
        <translation>Problem: %1</translation>
    </message>
    <message>
        <source>Newer problem</source>
        <translation>Neueres Problem</translation>
    </message>
    <message>
        <source>Older problem</source>
        <translation>Älteres Problem</translation>
    </message>
    <message>
        <source>Dismiss this problem</source>
        <translation>Dieses Problem ausblenden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>place among the problems</comment>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>Inspector::MessageDensity</name>
    <message>
        <source>control frames</source>
        <translation>Steuerrahmen</translation>
    </message>
    <message>
        <source>registrations</source>
        <translation>Registrierungen</translation>
    </message>
    <message>
        <source>responses</source>
        <translation>Antworten des Relays</translation>
    </message>
    <message>
        <source>offers</source>
        <translation>Angebote</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>errors and what is no relay message</source>
        <translation>Fehler und was keine Relay-Nachricht ist</translation>
    </message>
</context>
<context>
    <name>Inspector::MessageDifference</name>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
</context>
<context>
    <name>Inspector::MessageMarks</name>
    <message>
        <source>At most %1 messages can be marked.</source>
        <translation>Höchstens %1 Nachrichten können markiert sein.</translation>
    </message>
    <message>
        <source>%1 cannot be removed.</source>
        <translation>%1 kann nicht entfernt werden.</translation>
    </message>
    <message>
        <source>The marks cannot be written to %1: %2</source>
        <translation>Die Markierungen können nicht nach %1 geschrieben werden: %2</translation>
    </message>
    <message>
        <source>%1 holds no marks that this version can read, and stays as it is: new marks are not kept.</source>
        <translation>%1 enthält keine Markierungen, die diese Version lesen kann, und bleibt, wie es ist: Neue Markierungen werden nicht aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>Inspector::MessageModel</name>
    <message>
        <source>relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>sent: client → relay</source>
        <translation>gesendet: Client → Relay</translation>
    </message>
    <message>
        <source>received: relay → client</source>
        <translation>empfangen: Relay → Client</translation>
    </message>
    <message>
        <source>%1 B, compressed; %2 B on the wire</source>
        <translation>%1 B, komprimiert; %2 B auf der Leitung</translation>
    </message>
    <message>
        <source>%1 B; %2 B on the wire</source>
        <translation>%1 B; %2 B auf der Leitung</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>Number in the capture</source>
        <translation>Nummer in der Aufzeichnung</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Local time, to the microsecond</source>
        <translation>Ortszeit, auf die Mikrosekunde</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time since the row above</source>
        <translation>Zeit seit der Zeile darüber</translation>
    </message>
    <message>
        <source>Δ</source>
        <translation>Δ</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>From → To</source>
        <translation>Von → An</translation>
    </message>
    <message>
        <source>Bytes of payload</source>
        <translation>Bytes Nutzdaten</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>RTT</source>
        <translation>RTT</translation>
    </message>
    <message>
        <source>unreadable: the capture is damaged here</source>
        <translation>nicht lesbar: Die Aufzeichnung ist hier beschädigt</translation>
    </message>
    <message>
        <source>Direction: ↑ client to relay, ↓ relay to client</source>
        <translation>Richtung: ↑ Client zum Relay, ↓ Relay zum Client</translation>
    </message>
    <message>
        <source>Kind of message</source>
        <translation>Art der Nachricht</translation>
    </message>
    <message>
        <source>Sender → receiver, by registered name; the relay forwards what is between clients</source>
        <translation>Absender → Empfänger mit registriertem Namen; was zwischen Clients läuft, leitet das Relay weiter</translation>
    </message>
    <message>
        <source>Content in brief</source>
        <translation>Inhalt in Kürze</translation>
    </message>
    <message>
        <source>Round trip: time since the message that this one answers</source>
        <translation>Umlaufzeit: Zeit seit der Nachricht, auf die diese antwortet</translation>
    </message>
    <message>
        <source>matches the filter</source>
        <translation>passt zum Filter</translation>
    </message>
    <message>
        <source>marked</source>
        <translation>markiert</translation>
    </message>
</context>
<context>
    <name>Inspector::MessageSearch</name>
    <message>
        <source>Hi&amp;ghlight what the filter finds</source>
        <translation>Treffer des Filters &amp;hervorheben</translation>
    </message>
    <message>
        <source>Messages over t&amp;ime</source>
        <translation>Nachrichten im &amp;Zeitverlauf</translation>
    </message>
    <message>
        <source>&amp;Go to a message…</source>
        <translation>Zu einer Nachricht &amp;gehen…</translation>
    </message>
    <message>
        <source>&amp;Mark the selected messages</source>
        <translation>Ausgewählte Nachrichten &amp;markieren</translation>
    </message>
    <message>
        <source>&amp;Next marked message</source>
        <translation>&amp;Nächste markierte Nachricht</translation>
    </message>
    <message>
        <source>Pre&amp;vious marked message</source>
        <translation>&amp;Vorige markierte Nachricht</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft…</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts entspricht dem Filter</translation>
    </message>
    <message>
        <source>✕ cannot be read</source>
        <translation>✕ nicht lesbar</translation>
    </message>
    <message>
        <source>%1 found in %2</source>
        <comment>matches · all messages</comment>
        <translation>%1 gefunden in %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>matches · all messages</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source> · ✕ %1 unreadable</source>
        <comment>messages</comment>
        <translation> · ✕ %1 nicht lesbar</translation>
    </message>
    <message>
        <source> · %1 %</source>
        <comment>progress</comment>
        <translation> · %1 %</translation>
    </message>
</context>
<context>
    <name>Inspector::MessageTable</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message numerus="yes">
        <source>%n new ↓</source>
        <translation>
            <numerusform>%n neue ↓</numerusform>
            <numerusform>%n neue ↓</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy rows as &amp;JSON</source>
        <translation>Zeilen als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>&amp;Other message of the same exchange</source>
        <translation>&amp;Andere Nachricht desselben Austauschs</translation>
    </message>
    <message>
        <source>Show only this co&amp;nnection</source>
        <translation>&amp;Nur diese Verbindung zeigen</translation>
    </message>
    <message>
        <source>Col&amp;umns</source>
        <translation>&amp;Spalten</translation>
    </message>
    <message>
        <source>&amp;Filter by</source>
        <translation>&amp;Filtern nach</translation>
    </message>
</context>
<context>
    <name>Inspector::NdjsonReader</name>
    <message>
        <source>it is not valid JSON (%1)</source>
        <translation>es ist kein gültiges JSON (%1)</translation>
    </message>
    <message>
        <source>a JSON object is expected</source>
        <translation>ein JSON-Objekt wird erwartet</translation>
    </message>
    <message>
        <source>it is an event that relayctl printed, not a line of a capture; write a capture with --capture instead</source>
        <translation>es ist ein Ereignis, das relayctl ausgegeben hat, keine Zeile einer Aufzeichnung; schreiben Sie stattdessen mit --capture eine Aufzeichnung</translation>
    </message>
    <message>
        <source>it has format version %1, only 1 can be read</source>
        <translation>sie hat Formatversion %1, gelesen werden kann nur 1</translation>
    </message>
    <message>
        <source>&quot;k&quot; is %1, which is no kind of line</source>
        <translation>„k“ ist %1, und das ist keine Art von Zeile</translation>
    </message>
    <message>
        <source>Correct or remove the line, or keep what was read before it</source>
        <translation>Berichtigen oder entfernen Sie die Zeile, oder behalten Sie, was davor gelesen wurde</translation>
    </message>
    <message>
        <source>client, proxy, local_relay or tap</source>
        <translation>client, proxy, local_relay oder tap</translation>
    </message>
    <message>
        <source>client, or not there</source>
        <translation>client oder nicht vorhanden</translation>
    </message>
    <message>
        <source>sent or received</source>
        <translation>sent oder received</translation>
    </message>
    <message>
        <source>text, binary, ping, pong or close</source>
        <translation>text, binary, ping, pong oder close</translation>
    </message>
    <message>
        <source>a kind of message, such as offer</source>
        <translation>eine Art von Nachricht wie offer</translation>
    </message>
    <message>
        <source>client, relay, upstream or source</source>
        <translation>client, relay, upstream oder source</translation>
    </message>
</context>
<context>
    <name>Inspector::NetworkCheck</name>
    <message>
        <source>%1 is not HOST or HOST:PORT.</source>
        <translation>%1 ist nicht HOST oder HOST:PORT.</translation>
    </message>
</context>
<context>
    <name>Inspector::NetworkCheckDialog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Check this network</source>
        <translation>Dieses Netz prüfen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>File that holds the bearer token</source>
        <translation>Datei mit dem Bearer-Token</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Choose a token file</source>
        <translation>Eine Token-Datei auswählen</translation>
    </message>
    <message>
        <source>STUN servers</source>
        <translation>STUN-Server</translation>
    </message>
    <message>
        <source>&amp;Relay</source>
        <translation>&amp;Relay</translation>
    </message>
    <message>
        <source>&amp;Token file</source>
        <translation>&amp;Token-Datei</translation>
    </message>
    <message>
        <source>&amp;STUN servers</source>
        <translation>&amp;STUN-Server</translation>
    </message>
    <message>
        <source>HOST or HOST:PORT, with spaces between several. Two show how the NAT maps.</source>
        <translation>HOST oder HOST:PORT, mehrere durch Leerzeichen getrennt. Zwei zeigen, wie das NAT abbildet.</translation>
    </message>
    <message>
        <source>Is the relay reached, step by step, and what do STUN servers see of this computer? The check registers at the relay with a UUID of its own.</source>
        <translation>Wird das Relay erreicht, Schritt für Schritt, und was sehen STUN-Server von diesem Rechner? Die Prüfung meldet sich am Relay mit einer eigenen UUID an.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Steps of the check</source>
        <translation>Schritte der Prüfung</translation>
    </message>
    <message>
        <source>Copies the results as text</source>
        <translation>Kopiert die Ergebnisse als Text</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The steps appear here with their times, and what to do where one fails.</source>
        <translation>Hier erscheinen die Schritte mit ihren Zeiten, und was zu tun ist, wo einer scheitert.</translation>
    </message>
    <message>
        <source>What begins with -- is an option of “relayctl check”. The token file is a field above; with the others, check in a terminal.</source>
        <translation>Was mit -- beginnt, ist eine Option von „relayctl check“. Für die Token-Datei gibt es oben ein Feld; mit den anderen prüfen Sie in einem Terminal.</translation>
    </message>
</context>
<context>
    <name>Inspector::PairModel</name>
    <message>
        <source>1 attempt · %1</source>
        <comment>time</comment>
        <translation>1 Versuch · %1</translation>
    </message>
    <message numerus="yes">
        <source>%n attempts · last %1</source>
        <translation>
            <numerusform>%n Versuch · zuletzt %1</numerusform>
            <numerusform>%n Versuche · zuletzt %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspector::PairPane</name>
    <message>
        <source>Pairs of endpoints and their attempts</source>
        <translation>Paare von Endpunkten und ihre Versuche</translation>
    </message>
    <message numerus="yes">
        <source>%n with a problem</source>
        <comment>pairs</comment>
        <translation>
            <numerusform>%n mit Problem</numerusform>
            <numerusform>%n mit Problem</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs</source>
        <translation>
            <numerusform>%n Paar</numerusform>
            <numerusform>%n Paare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not judged yet</source>
        <comment>pairs</comment>
        <translation>
            <numerusform>%n noch nicht beurteilt</numerusform>
            <numerusform>%n noch nicht beurteilt</numerusform>
        </translation>
    </message>
    <message>
        <source>1 pair</source>
        <translation>1 Paar</translation>
    </message>
</context>
<context>
    <name>Inspector::PaneTabs</name>
    <message>
        <source>Panes below the messages</source>
        <translation>Bereiche unter den Nachrichten</translation>
    </message>
</context>
<context>
    <name>Inspector::PayloadModel</name>
    <message>
        <source>problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>string</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>boolean</source>
        <translation>Wahrheitswert</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>%1 elements</source>
        <translation>%1 Elemente</translation>
    </message>
    <message>
        <source>array</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>%1 members</source>
        <translation>%1 Felder</translation>
    </message>
    <message>
        <source>object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>A binary message of %1 B; the relay protocol has only texts.</source>
        <translation>Eine binäre Nachricht von %1 B; das Relay-Protokoll kennt nur Texte.</translation>
    </message>
    <message>
        <source>code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Not JSON: %1 at byte %2</source>
        <translation>Kein JSON: %1 bei Byte %2</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Only the first %1 values are shown.</source>
        <translation>Nur die ersten %1 Werte werden gezeigt.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Compressed and not inflated; the bytes are as they were on the wire.</source>
        <translation>Komprimiert und nicht entpackt; die Bytes sind so, wie sie übertragen wurden.</translation>
    </message>
</context>
<context>
    <name>Inspector::PostgresCapture</name>
    <message>
        <source>“%1” is in use by the program that writes it</source>
        <translation>„%1“ wird von dem Programm benutzt, das sie schreibt</translation>
    </message>
    <message>
        <source>“%1” names no capture</source>
        <translation>„%1“ nennt keine Aufzeichnung</translation>
    </message>
    <message>
        <source>“%1” stays where it is: %2</source>
        <translation>„%1“ bleibt, wo sie ist: %2</translation>
    </message>
</context>
<context>
    <name>Inspector::PostgresCatalog</name>
    <message>
        <source>the database has the encoding %1. Create one with the encoding UTF8</source>
        <translation>die Datenbank hat die Kodierung %1. Legen Sie eine mit der Kodierung UTF8 an</translation>
    </message>
    <message>
        <source>the user may not create roles (PostgreSQL: “%1”). Have an administrator of the server run “ALTER ROLE … CREATEROLE” for this user, or create the roles “%2” and “%3”</source>
        <translation>der Benutzer darf keine Rollen anlegen (PostgreSQL: „%1“). Ein Verwalter des Servers muss „ALTER ROLE … CREATEROLE“ für ihn ausführen, oder die Rollen „%2“ und „%3“ anlegen</translation>
    </message>
</context>
<context>
    <name>Inspector::PostgresProblem</name>
    <message>
        <source>Qt&apos;s driver for PostgreSQL is not installed. Install it (Debian package libqt6sql6-psql)</source>
        <translation>Qts Treiber für PostgreSQL ist nicht installiert. Installieren Sie ihn (Debian-Paket libqt6sql6-psql)</translation>
    </message>
    <message>
        <source>there is a capture with this name. Choose another name</source>
        <translation>es gibt eine Aufzeichnung mit diesem Namen. Wählen Sie einen anderen</translation>
    </message>
    <message>
        <source>there is no capture with this name. “relayctl captures” lists those that there are</source>
        <translation>es gibt keine Aufzeichnung mit diesem Namen. „relayctl captures“ zeigt die vorhandenen</translation>
    </message>
    <message>
        <source>the capture was removed from the database. Start a new one</source>
        <translation>die Aufzeichnung wurde aus der Datenbank entfernt. Beginnen Sie eine neue</translation>
    </message>
    <message>
        <source>the server gave no reason</source>
        <translation>der Server nannte keinen Grund</translation>
    </message>
    <message>
        <source>version %1, this program works with %2</source>
        <translation>Version %1, dieses Programm arbeitet mit %2</translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>die Verbindung ging verloren</translation>
    </message>
    <message>
        <source>no answer for %1 s</source>
        <translation>keine Antwort seit %1 s</translation>
    </message>
    <message>
        <source>(PostgreSQL: “%1”)</source>
        <translation>(PostgreSQL: „%1“)</translation>
    </message>
    <message>
        <source>the server cannot be reached. Check host and port, and that the server runs</source>
        <translation>der Server ist nicht erreichbar. Prüfen Sie Rechner und Port, und ob der Server läuft</translation>
    </message>
    <message>
        <source>the server refuses the user or the password. Set PGPASSWORD, or add the password to ~/.pgpass</source>
        <translation>der Server weist den Benutzer oder das Passwort ab. Setzen Sie PGPASSWORD, oder tragen Sie das Passwort in ~/.pgpass ein</translation>
    </message>
    <message>
        <source>no TLS connection was made. Check sslmode and sslrootcert in the address</source>
        <translation>es kam keine TLS-Verbindung zustande. Prüfen Sie sslmode und sslrootcert in der Adresse</translation>
    </message>
    <message>
        <source>there is no such database. Create it, then run “relayctl captures init”</source>
        <translation>diese Datenbank gibt es nicht. Legen Sie sie an und rufen Sie dann „relayctl captures init“ auf</translation>
    </message>
    <message>
        <source>the database has no tables for captures. Run “relayctl captures init” as its owner</source>
        <translation>die Datenbank hat keine Tabellen für Aufzeichnungen. Rufen Sie als ihr Besitzer „relayctl captures init“ auf</translation>
    </message>
    <message>
        <source>a table or function for captures is missing in the database. Restore it from a backup, or drop the schema “relay”, with all captures, and run “relayctl captures init” as the owner of the database</source>
        <translation>in der Datenbank fehlt eine Tabelle oder Funktion für Aufzeichnungen. Stellen Sie sie aus einer Sicherung wieder her, oder löschen Sie das Schema „relay“ mit allen Aufzeichnungen und führen Sie „relayctl captures init“ als Eigentümer der Datenbank aus</translation>
    </message>
    <message>
        <source>its tables are of an older version. Use another database, or the program that made them</source>
        <translation>ihre Tabellen sind von einer älteren Version. Verwenden Sie eine andere Datenbank, oder das Programm, das sie angelegt hat</translation>
    </message>
    <message>
        <source>its tables are of a newer version. Update this program</source>
        <translation>ihre Tabellen haben eine neuere Version. Aktualisieren Sie dieses Programm</translation>
    </message>
    <message>
        <source>the user may not do this. Have the owner of the database grant the role that is needed: the one that writes captures, or the one that reads them</source>
        <translation>der Benutzer darf das nicht. Lassen Sie sich vom Besitzer der Datenbank die nötige Rolle geben: die zum Schreiben oder die zum Lesen von Aufzeichnungen</translation>
    </message>
    <message>
        <source>the server has no space left. Free or add space on the server</source>
        <translation>auf dem Server ist kein Platz mehr. Schaffen Sie dort Platz</translation>
    </message>
    <message>
        <source>another program has written into this capture. Start a new one</source>
        <translation>ein anderes Programm hat in diese Aufzeichnung geschrieben. Beginnen Sie eine neue</translation>
    </message>
    <message>
        <source>the server refused a statement</source>
        <translation>der Server hat eine Anweisung abgelehnt</translation>
    </message>
</context>
<context>
    <name>Inspector::Problem</name>
    <message>
        <source>the relay closed the connection with %1%2</source>
        <translation>das Relay hat die Verbindung mit %1 geschlossen%2</translation>
    </message>
    <message>
        <source>The token was not accepted: it may have expired or belong to another user. Get a new one.</source>
        <translation>Das Token wurde nicht angenommen: Es kann abgelaufen sein oder einem anderen Benutzer gehören. Besorgen Sie ein neues.</translation>
    </message>
    <message>
        <source>The relay requires a token: give it with --token-file PATH.</source>
        <translation>Das Relay verlangt ein Token: Geben Sie es mit --token-file PFAD an.</translation>
    </message>
    <message>
        <source> The address names no port, so %1 was tried; proxystore-relay listens on 8700 by default.</source>
        <translation> Die Adresse nennt keinen Port, deshalb wurde %1 versucht; proxystore-relay nimmt ohne Konfiguration 8700.</translation>
    </message>
    <message>
        <source>the token goes to %1 unencrypted</source>
        <translation>das Token geht unverschlüsselt an %1</translation>
    </message>
    <message>
        <source>the proxy %1 cannot be reached%2</source>
        <translation>der Proxy %1 ist nicht erreichbar%2</translation>
    </message>
    <message>
        <source>the proxy %1 did not connect within %2</source>
        <translation>der Proxy %1 hat nicht innerhalb von %2 verbunden</translation>
    </message>
    <message>
        <source>the proxy %1 requires credentials (HTTP %2)</source>
        <translation>der Proxy %1 verlangt Anmeldedaten (HTTP %2)</translation>
    </message>
    <message>
        <source>the proxy %1 did not connect: %2</source>
        <translation>der Proxy %1 hat nicht verbunden: %2</translation>
    </message>
    <message>
        <source>the proxy %1 did not connect%2</source>
        <translation>der Proxy %1 hat nicht verbunden%2</translation>
    </message>
    <message>
        <source>%1 has no address</source>
        <translation>%1 hat keine Adresse</translation>
    </message>
    <message>
        <source>no answer about %1 within %2</source>
        <translation>keine Auskunft über %1 innerhalb von %2</translation>
    </message>
    <message>
        <source>the lookup of %1 failed%2</source>
        <translation>die Namensauflösung von %1 ist fehlgeschlagen%2</translation>
    </message>
    <message>
        <source>%1 refused the connection</source>
        <translation>%1 hat die Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>%1 did not answer within %2</source>
        <translation>%1 hat nicht innerhalb von %2 geantwortet</translation>
    </message>
    <message>
        <source>%1 cannot be reached%2</source>
        <translation>%1 ist nicht erreichbar%2</translation>
    </message>
    <message>
        <source>%1 of %2 addresses failed</source>
        <translation>%1 von %2 Adressen sind fehlgeschlagen</translation>
    </message>
    <message>
        <source>the server speaks plain HTTP on port %1, not TLS</source>
        <translation>auf Port %1 spricht der Server HTTP ohne TLS</translation>
    </message>
    <message>
        <source>the TLS handshake was not done within %1</source>
        <translation>der TLS-Handshake war nach %1 nicht abgeschlossen</translation>
    </message>
    <message>
        <source>the server closed the connection during the TLS handshake</source>
        <translation>der Server hat die Verbindung während des TLS-Handshakes geschlossen</translation>
    </message>
    <message>
        <source>the TLS handshake failed%1</source>
        <translation>der TLS-Handshake ist fehlgeschlagen%1</translation>
    </message>
    <message>
        <source>the certificate of %1 expired on %2</source>
        <translation>das Zertifikat von %1 ist am %2 abgelaufen</translation>
    </message>
    <message>
        <source>the certificate of %1 is not valid before %2</source>
        <translation>das Zertifikat von %1 gilt erst ab %2</translation>
    </message>
    <message>
        <source>the certificate is for %1, not for %2</source>
        <translation>das Zertifikat gilt für %1, nicht für %2</translation>
    </message>
    <message>
        <source>no host at all</source>
        <translation>gar keinen Host</translation>
    </message>
    <message>
        <source>the certificate is self-signed</source>
        <translation>das Zertifikat ist selbstsigniert</translation>
    </message>
    <message>
        <source>the issuer is not known here: %1</source>
        <translation>der Aussteller ist hier nicht bekannt: %1</translation>
    </message>
    <message>
        <source>the certificate was rejected%1</source>
        <translation>das Zertifikat wurde abgelehnt%1</translation>
    </message>
    <message>
        <source>the certificate of %1 expires in 1 day</source>
        <translation>das Zertifikat von %1 läuft in einem Tag ab</translation>
    </message>
    <message>
        <source>the certificate of %1 expires in %2 days</source>
        <translation>das Zertifikat von %1 läuft in %2 Tagen ab</translation>
    </message>
    <message>
        <source>the certificate has no subjectAltName, only the common name %1</source>
        <translation>das Zertifikat hat keinen subjectAltName, nur den Common Name %1</translation>
    </message>
    <message>
        <source>the relay requires a client certificate%1</source>
        <translation>das Relay verlangt ein Client-Zertifikat%1</translation>
    </message>
    <message>
        <source>the relay did not accept the client certificate%1</source>
        <translation>das Relay hat das Client-Zertifikat nicht angenommen%1</translation>
    </message>
    <message>
        <source>the server speaks TLS on port %1, not plain HTTP</source>
        <translation>auf Port %1 spricht der Server TLS, nicht HTTP</translation>
    </message>
    <message>
        <source>the answer is not HTTP%1</source>
        <translation>die Antwort ist kein HTTP%1</translation>
    </message>
    <message>
        <source>no answer to the upgrade request within %1</source>
        <translation>keine Antwort auf die Upgrade-Anfrage innerhalb von %1</translation>
    </message>
    <message>
        <source>the server closed the connection instead of answering%1</source>
        <translation>der Server hat die Verbindung geschlossen, statt zu antworten%1</translation>
    </message>
    <message>
        <source>Sec-WebSocket-Accept does not fit the request</source>
        <translation>Sec-WebSocket-Accept passt nicht zur Anfrage</translation>
    </message>
    <message>
        <source>HTTP 101 without a correct %1 field</source>
        <translation>HTTP 101 ohne ein richtiges Feld %1</translation>
    </message>
    <message>
        <source>the upgrade was accepted with %1</source>
        <translation>das Upgrade wurde mit %1 angenommen</translation>
    </message>
    <message>
        <source>the server chose the subprotocol %1, which was not requested</source>
        <translation>der Server hat das Unterprotokoll %1 gewählt, das nicht angefragt war</translation>
    </message>
    <message>
        <source>the server chose what was not offered: %1</source>
        <translation>der Server hat gewählt, was nicht angeboten war: %1</translation>
    </message>
    <message>
        <source>the relay refused the registration%1</source>
        <translation>das Relay hat die Registrierung abgelehnt%1</translation>
    </message>
    <message>
        <source>no answer to the registration within %1</source>
        <translation>keine Antwort auf die Registrierung innerhalb von %1</translation>
    </message>
    <message>
        <source>the answer is not a relay&apos;s: %1</source>
        <translation>die Antwort ist nicht die eines Relays: %1</translation>
    </message>
    <message>
        <source>the connection was lost without a close frame%1</source>
        <translation>die Verbindung ging ohne Close-Frame verloren%1</translation>
    </message>
    <message>
        <source>the server does not keep to RFC 6455: %1</source>
        <translation>der Server hält RFC 6455 nicht ein: %1</translation>
    </message>
    <message>
        <source>the message to ourselves did not come back within %1</source>
        <translation>die Nachricht an uns selbst kam nicht innerhalb von %1 zurück</translation>
    </message>
    <message>
        <source>the relay returned the message as undeliverable%1</source>
        <translation>das Relay hat die Nachricht als unzustellbar zurückgegeben%1</translation>
    </message>
    <message>
        <source>the message to ourselves came back changed</source>
        <translation>die Nachricht an uns selbst kam verändert zurück</translation>
    </message>
    <message>
        <source>no pong within %1</source>
        <translation>kein Pong innerhalb von %1</translation>
    </message>
    <message>
        <source>no STUN server has an address, %1 first</source>
        <translation>kein STUN-Server hat eine Adresse, zuerst %1</translation>
    </message>
    <message>
        <source>the requests cannot be sent%1</source>
        <translation>die Anfragen lassen sich nicht senden%1</translation>
    </message>
    <message>
        <source>no answer over UDP from %1 within %2</source>
        <translation>keine Antwort über UDP von %1 innerhalb von %2</translation>
    </message>
    <message>
        <source>%1 of %2 STUN servers do not answer: %3</source>
        <translation>%1 von %2 STUN-Servern antworten nicht: %3</translation>
    </message>
    <message>
        <source>%1 answered with the STUN error %2%3</source>
        <translation>%1 hat mit dem STUN-Fehler %2 geantwortet%3</translation>
    </message>
    <message>
        <source>the NAT uses another port for each destination (mapping: %1)</source>
        <translation>das NAT nimmt für jedes Ziel einen anderen Port (Abbildung: %1)</translation>
    </message>
    <message>
        <source>Give the relay&apos;s address as ws://HOST:PORT or wss://HOST:PORT, for instance ws://127.0.0.1:8700.</source>
        <translation>Geben Sie die Adresse des Relays als ws://HOST:PORT oder wss://HOST:PORT an, zum Beispiel ws://127.0.0.1:8700.</translation>
    </message>
    <message>
        <source>Use wss:// where the relay offers it: on the way the token can be read and used.</source>
        <translation>Nehmen Sie wss://, wo das Relay es anbietet: Unterwegs kann das Token gelesen und benutzt werden.</translation>
    </message>
    <message>
        <source>Is the proxy running, and are its host and port right in http_proxy or https_proxy? Set no_proxy=%1 to connect without it.</source>
        <translation>Läuft der Proxy, und stimmen sein Host und Port in http_proxy oder https_proxy? Mit no_proxy=%1 geht es ohne ihn.</translation>
    </message>
    <message>
        <source>Either the proxy does not answer, or it does not reach %1: its log shows which. Set no_proxy=%1 to connect without it.</source>
        <translation>Entweder antwortet der Proxy nicht, oder er erreicht %1 nicht: Sein Protokoll zeigt, was zutrifft. Mit no_proxy=%1 geht es ohne ihn.</translation>
    </message>
    <message>
        <source>Set them in http_proxy or https_proxy, as in http://USER:PASSWORD@%1; if they are there, they are wrong.</source>
        <translation>Tragen Sie sie in http_proxy oder https_proxy ein, wie in http://BENUTZER:KENNWORT@%1; stehen sie dort, sind sie falsch.</translation>
    </message>
    <message>
        <source>The proxy does not allow connections to port %1 of %2: have it allowed (squid: SSL_ports, tinyproxy: ConnectPort).</source>
        <translation>Der Proxy erlaubt keine Verbindungen zu Port %1 von %2: Lassen Sie sie erlauben (squid: SSL_ports, tinyproxy: ConnectPort).</translation>
    </message>
    <message>
        <source>The proxy does not reach %1, port %2: is the relay running, and does the proxy know its name?</source>
        <translation>Der Proxy erreicht %1, Port %2, nicht: Läuft das Relay, und kann der Proxy seinen Namen auflösen?</translation>
    </message>
    <message>
        <source>Is %1 a proxy for this kind of connection? Its log may have more.</source>
        <translation>Ist %1 ein Proxy für solche Verbindungen? In seinem Protokoll steht vielleicht mehr.</translation>
    </message>
    <message>
        <source>Check the spelling of %1. If it is right, the DNS of this machine does not have it: a private name may need a VPN or a line in /etc/hosts.</source>
        <translation>Prüfen Sie die Schreibweise von %1. Stimmt sie, hat der DNS dieses Rechners den Namen nicht: Ein privater Name kann ein VPN oder eine Zeile in /etc/hosts brauchen.</translation>
    </message>
    <message>
        <source>The name server does not answer: check this machine&apos;s network and its DNS settings, or name the relay by its IP address.</source>
        <translation>Der Nameserver antwortet nicht: Prüfen Sie das Netz und die DNS-Einstellungen dieses Rechners, oder nennen Sie das Relay mit seiner IP-Adresse.</translation>
    </message>
    <message>
        <source>Check this machine&apos;s network and its DNS settings, or name the relay by its IP address.</source>
        <translation>Prüfen Sie das Netz und die DNS-Einstellungen dieses Rechners, oder nennen Sie das Relay mit seiner IP-Adresse.</translation>
    </message>
    <message>
        <source>Nothing listens on port %1 of %2: is the relay running, is the port right, and is the relay bound to an interface that is reached from here?</source>
        <translation>An Port %1 von %2 nimmt nichts Verbindungen an: Läuft das Relay, stimmt der Port, und ist das Relay an eine Schnittstelle gebunden, die von hier erreichbar ist?</translation>
    </message>
    <message>
        <source>A firewall drops the packets, or the machine is off: check that port %1 of %2 is open from here. Some networks lead out only through a VPN or a proxy.</source>
        <translation>Eine Firewall verwirft die Pakete, oder der Rechner ist aus: Prüfen Sie, ob Port %1 von %2 von hier offen ist. Aus manchen Netzen führt nur ein VPN oder ein Proxy hinaus.</translation>
    </message>
    <message>
        <source>There is no route to %1: check this machine&apos;s network, VPN and, for an IPv6 address, whether it has IPv6 at all.</source>
        <translation>Es gibt keine Route zu %1: Prüfen Sie Netz und VPN dieses Rechners und bei einer IPv6-Adresse, ob er überhaupt IPv6 hat.</translation>
    </message>
    <message>
        <source>The operating system gives the reason; look for a local firewall rule or a mistyped address.</source>
        <translation>Den Grund nennt das Betriebssystem; suchen Sie nach einer Regel der lokalen Firewall oder einem Tippfehler in der Adresse.</translation>
    </message>
    <message>
        <source>This program goes on to the next address after a quarter of a second; other clients, the reference among them, wait until one fails. Mend the address, or take it out of the DNS.</source>
        <translation>Dieses Programm nimmt nach einer Viertelsekunde die nächste Adresse; andere Clients, auch die Referenz, warten, bis eine fehlschlägt. Reparieren Sie die Adresse, oder nehmen Sie sie aus dem DNS.</translation>
    </message>
    <message>
        <source>Use %1, or give the relay a certificate (certfile and keyfile in its configuration).</source>
        <translation>Nehmen Sie %1, oder geben Sie dem Relay ein Zertifikat (certfile und keyfile in seiner Konfiguration).</translation>
    </message>
    <message>
        <source>Something accepts connections on port %1 but sends nothing: is the port right, is the server overloaded?</source>
        <translation>An Port %1 werden Verbindungen angenommen, aber es kommt nichts: Stimmt der Port, ist der Server überlastet?</translation>
    </message>
    <message>
        <source>The server may not speak TLS on port %1, not know the host name %2, or require a client certificate: see its log.</source>
        <translation>Der Server spricht an Port %1 vielleicht kein TLS, hat den Hostnamen %2 nicht oder verlangt ein Client-Zertifikat: siehe sein Protokoll.</translation>
    </message>
    <message>
        <source>Client and server agree on no protocol or cipher, or port %1 is no TLS port: the server must offer TLS 1.2 or newer.</source>
        <translation>Client und Server finden kein gemeinsames Protokoll oder Verfahren, oder Port %1 ist kein TLS-Port: Der Server muss TLS 1.2 oder neuer anbieten.</translation>
    </message>
    <message>
        <source>Renew the certificate on the relay and restart it. If it is good elsewhere, the clock of this machine is wrong.</source>
        <translation>Erneuern Sie das Zertifikat des Relays, und starten Sie es neu. Gilt es anderswo, geht die Uhr dieses Rechners falsch.</translation>
    </message>
    <message>
        <source>Check the clock of this machine; otherwise the certificate was made for later.</source>
        <translation>Prüfen Sie die Uhr dieses Rechners; sonst wurde das Zertifikat für später ausgestellt.</translation>
    </message>
    <message>
        <source>Use a name that the certificate holds, or have it reissued with %1 among its subject alternative names.</source>
        <translation>Nehmen Sie einen Namen, der im Zertifikat steht, oder lassen Sie es mit %1 unter seinen Subject Alternative Names neu ausstellen.</translation>
    </message>
    <message>
        <source>If the fingerprint is the one you expect, trust the certificate with --ca-file PEM. --insecure is for tests only.</source>
        <translation>Ist der Fingerabdruck der erwartete, vertrauen Sie dem Zertifikat mit --ca-file PEM. --insecure ist nur für Tests.</translation>
    </message>
    <message>
        <source>The certificates of --ca-file did not issue it: give the file of its authority, or have the relay send its intermediate certificates (certfile) as well.</source>
        <translation>Die Zertifikate von --ca-file haben es nicht ausgestellt: Geben Sie die Datei seiner Zertifizierungsstelle an, oder lassen Sie das Relay auch seine Zwischenzertifikate senden (certfile).</translation>
    </message>
    <message>
        <source>Give the authority&apos;s certificate with --ca-file PEM, or have the relay send its intermediate certificates (certfile) as well.</source>
        <translation>Geben Sie das Zertifikat der Zertifizierungsstelle mit --ca-file PEM an, oder lassen Sie das Relay auch seine Zwischenzertifikate senden (certfile).</translation>
    </message>
    <message>
        <source>Have the certificate reissued. --insecure goes on without a check; for tests only.</source>
        <translation>Lassen Sie das Zertifikat neu ausstellen. Mit --insecure geht es ohne Prüfung weiter; nur für Tests.</translation>
    </message>
    <message>
        <source>Renew it before %1; afterwards no client will connect.</source>
        <translation>Erneuern Sie es vor dem %1; danach verbindet sich kein Client mehr.</translation>
    </message>
    <message>
        <source>Python and other clients refuse it (RFC 9110 section 4.3.4): have it reissued with %1 among its subject alternative names.</source>
        <translation>Python und andere Clients lehnen es ab (RFC 9110, Abschnitt 4.3.4): Lassen Sie es mit %1 unter seinen Subject Alternative Names neu ausstellen.</translation>
    </message>
    <message>
        <source>Give a certificate that its authority has issued, with --certfile PEM and --keyfile PEM.</source>
        <translation>Geben Sie mit --certfile PEM und --keyfile PEM ein Zertifikat an, das seine Zertifizierungsstelle ausgestellt hat.</translation>
    </message>
    <message>
        <source>Check that it has not expired, and that it was issued by the authority that the relay trusts; the chain belongs into --certfile, too.</source>
        <translation>Prüfen Sie, ob es abgelaufen ist und ob es die Zertifizierungsstelle ausgestellt hat, der das Relay vertraut; auch die Kette gehört in --certfile.</translation>
    </message>
    <message>
        <source>Use %1.</source>
        <translation>Nehmen Sie %1.</translation>
    </message>
    <message>
        <source>Another service listens on port %1: is the port right?</source>
        <translation>An Port %1 ist ein anderer Dienst: Stimmt der Port?</translation>
    </message>
    <message>
        <source>Something accepts connections on port %1 but does not answer: is the port right, does the relay hang, does a proxy hold the request back?</source>
        <translation>An Port %1 werden Verbindungen angenommen, aber es kommt keine Antwort: Stimmt der Port, hängt das Relay, hält ein Proxy die Anfrage zurück?</translation>
    </message>
    <message>
        <source>Port %1 is no HTTP port, or a proxy or the relay cut the connection: see its log.</source>
        <translation>Port %1 ist kein HTTP-Port, oder ein Proxy oder das Relay hat die Verbindung getrennt: siehe sein Protokoll.</translation>
    </message>
    <message>
        <source>A web server answered, not a relay: check port and path. A proxy in between must pass the Upgrade and Connection fields on.</source>
        <translation>Geantwortet hat ein Webserver, kein Relay: Prüfen Sie Port und Pfad. Ein Proxy dazwischen muss die Felder Upgrade und Connection weitergeben.</translation>
    </message>
    <message>
        <source>WebSocket clients follow no redirects: use the final address.</source>
        <translation>WebSocket-Clients folgen keinen Weiterleitungen: Nehmen Sie die endgültige Adresse.</translation>
    </message>
    <message>
        <source>WebSocket clients follow no redirects: use the address it names, with ws:// for http:// and wss:// for https://.</source>
        <translation>WebSocket-Clients folgen keinen Weiterleitungen: Nehmen Sie die genannte Adresse, mit ws:// statt http:// und wss:// statt https://.</translation>
    </message>
    <message>
        <source>The server did not understand the upgrade: it may be another service, or a proxy in between drops the Upgrade field. Check extra --header fields, too.</source>
        <translation>Der Server hat das Upgrade nicht verstanden: Es kann ein anderer Dienst sein, oder ein Proxy dazwischen entfernt das Feld Upgrade. Prüfen Sie auch die Felder von --header.</translation>
    </message>
    <message>
        <source> A proxy in between may also refuse WebSockets or this client&apos;s address.</source>
        <translation> Auch ein Proxy dazwischen kann WebSockets oder die Adresse dieses Clients ablehnen.</translation>
    </message>
    <message>
        <source>The server has no relay at this path: check the path and the port of the address.</source>
        <translation>Der Server hat unter diesem Pfad kein Relay: Prüfen Sie Pfad und Port der Adresse.</translation>
    </message>
    <message>
        <source>A proxy in between requires credentials: give them with --header &apos;Proxy-Authorization: ...&apos;, or use a network without it.</source>
        <translation>Ein Proxy dazwischen verlangt Anmeldedaten: Geben Sie sie mit --header &apos;Proxy-Authorization: ...&apos; an, oder nehmen Sie ein Netz ohne ihn.</translation>
    </message>
    <message>
        <source>The upgrade did not arrive as one: a proxy in between drops the Upgrade field. Configure it for WebSockets, or go around it.</source>
        <translation>Das Upgrade kam nicht als solches an: Ein Proxy dazwischen entfernt das Feld Upgrade. Konfigurieren Sie ihn für WebSockets, oder umgehen Sie ihn.</translation>
    </message>
    <message>
        <source>The server limits how often clients connect: wait %1 s, then try again.</source>
        <translation>Der Server begrenzt, wie oft sich Clients verbinden: Warten Sie %1 s, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The server limits how often clients connect: wait, then try again.</source>
        <translation>Der Server begrenzt, wie oft sich Clients verbinden: Warten Sie, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>A proxy answered, but not the relay behind it: is the relay running, and does the proxy know its port?</source>
        <translation>Geantwortet hat ein Proxy, nicht das Relay dahinter: Läuft das Relay, und stimmt sein Port in der Konfiguration des Proxys?</translation>
    </message>
    <message>
        <source>The server failed on its side: see its log.</source>
        <translation>Der Fehler liegt im Server: siehe sein Protokoll.</translation>
    </message>
    <message>
        <source>This is not how a relay answers: check port and path, and what stands in between.</source>
        <translation>So antwortet kein Relay: Prüfen Sie Port und Pfad und was dazwischen steht.</translation>
    </message>
    <message>
        <source>The answer belongs to another request: a proxy in between caches it, or the server does not speak WebSocket.</source>
        <translation>Die Antwort gehört zu einer anderen Anfrage: Ein Proxy dazwischen speichert sie, oder der Server spricht kein WebSocket.</translation>
    </message>
    <message>
        <source>The server does not speak WebSocket, or a proxy in between drops the field.</source>
        <translation>Der Server spricht kein WebSocket, oder ein Proxy dazwischen entfernt das Feld.</translation>
    </message>
    <message>
        <source>A WebSocket needs HTTP/1.1 (RFC 6455 section 4.1): set it in the server or the proxy in front of it, for nginx with proxy_http_version 1.1.</source>
        <translation>Ein WebSocket braucht HTTP/1.1 (RFC 6455, Abschnitt 4.1): Stellen Sie es im Server oder im Proxy davor ein, bei nginx mit proxy_http_version 1.1.</translation>
    </message>
    <message>
        <source>WebSocket clients have to refuse this (RFC 6455 section 4.1): configure the server to choose no subprotocol, or check whether a relay listens at this path.</source>
        <translation>WebSocket-Clients müssen das ablehnen (RFC 6455, Abschnitt 4.1): Stellen Sie ein, dass der Server kein Unterprotokoll wählt, oder prüfen Sie, ob unter diesem Pfad ein Relay ist.</translation>
    </message>
    <message>
        <source>The server breaks RFC 6455 section 4.2.2; other clients may refuse it. Update it or the proxy in front of it.</source>
        <translation>Der Server verletzt RFC 6455, Abschnitt 4.2.2; andere Clients lehnen ihn vielleicht ab. Aktualisieren Sie ihn oder den Proxy davor.</translation>
    </message>
    <message>
        <source>The reason is the relay&apos;s own; its log may have more.</source>
        <translation>Der Grund stammt vom Relay; in seinem Protokoll steht vielleicht mehr.</translation>
    </message>
    <message>
        <source>The relay may be busy evicting a half-open predecessor with this UUID, which takes it 10 s and more: try again, or with a longer --registration-timeout. If that fails, it hangs, or this is no relay.</source>
        <translation>Vielleicht trennt das Relay gerade eine halboffene ältere Verbindung mit dieser UUID, was 10 s und mehr dauert: Versuchen Sie es noch einmal oder mit einem längeren --registration-timeout. Schlägt auch das fehl, hängt es, oder es ist kein Relay.</translation>
    </message>
    <message>
        <source>A WebSocket server is there, but it is not a ProxyStore relay: check port and path.</source>
        <translation>Dort ist ein WebSocket-Server, aber kein Relay von ProxyStore: Prüfen Sie Port und Pfad.</translation>
    </message>
    <message>
        <source> Or the UUID is registered by another user: leave --uuid out or use another.</source>
        <translation> Oder die UUID hat ein anderer Benutzer registriert: Lassen Sie --uuid weg, oder nehmen Sie eine andere.</translation>
    </message>
    <message>
        <source>Another client registered the same UUID meanwhile: stop it, or leave --uuid out.</source>
        <translation>Inzwischen hat ein anderer Client dieselbe UUID registriert: Halten Sie ihn an, oder lassen Sie --uuid weg.</translation>
    </message>
    <message>
        <source>The relay did not understand the message: it is no ProxyStore relay, or of another version.</source>
        <translation>Das Relay hat die Nachricht nicht verstanden: Es ist kein Relay von ProxyStore, oder es hat eine andere Version.</translation>
    </message>
    <message>
        <source>The relay&apos;s limit is below a few hundred bytes: raise its max_message_bytes.</source>
        <translation>Die Grenze des Relays liegt unter wenigen hundert Bytes: Erhöhen Sie sein max_message_bytes.</translation>
    </message>
    <message>
        <source>The relay is stopping, restarting or overloaded: try again in a while.</source>
        <translation>Das Relay endet, startet neu oder ist überlastet: Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>See the log of the relay for why it closed the connection.</source>
        <translation>Warum es die Verbindung geschlossen hat, steht im Protokoll des Relays.</translation>
    </message>
    <message>
        <source>The relay crashed or was stopped, or something in between cut the connection: look at both logs.</source>
        <translation>Das Relay ist abgestürzt oder wurde beendet, oder etwas dazwischen hat die Verbindung getrennt: Sehen Sie in beide Protokolle.</translation>
    </message>
    <message>
        <source>This is no WebSocket server, or something in between changes the bytes.</source>
        <translation>Das ist kein WebSocket-Server, oder etwas dazwischen verändert die Bytes.</translation>
    </message>
    <message>
        <source>The relay registers clients but does not forward: it hangs, or still routes this UUID to an older socket. Try again with another --uuid, then restart the relay.</source>
        <translation>Das Relay registriert Clients, leitet aber nicht weiter: Es hängt oder leitet diese UUID noch an einen älteren Socket. Versuchen Sie es mit einer anderen --uuid, dann starten Sie das Relay neu.</translation>
    </message>
    <message>
        <source>The relay does not have the registration any more that it has just confirmed: more than one relay may stand behind this address. Direct all clients to the same one.</source>
        <translation>Das Relay hat die Registrierung nicht mehr, die es eben bestätigt hat: Hinter dieser Adresse kann mehr als ein Relay stehen. Leiten Sie alle Clients zu demselben.</translation>
    </message>
    <message>
        <source>Something in between rewrites messages: find it with relayctl proxy --print on both sides of it.</source>
        <translation>Etwas dazwischen schreibt Nachrichten um: Suchen Sie es mit relayctl proxy --print auf beiden Seiten.</translation>
    </message>
    <message>
        <source>The server does not answer pings, by which clients distinguish a living connection from a dead one: update it, or the proxy in between.</source>
        <translation>Der Server beantwortet keine Pings, an denen Clients eine lebende von einer toten Verbindung unterscheiden: Aktualisieren Sie ihn oder den Proxy dazwischen.</translation>
    </message>
    <message>
        <source>Check the names of the STUN servers and the name server of this machine.</source>
        <translation>Prüfen Sie die Namen der STUN-Server und den Nameserver dieses Rechners.</translation>
    </message>
    <message>
        <source>This computer has no route for this family, or a local firewall forbids UDP.</source>
        <translation>Dieser Rechner hat keine Route für diese Familie, oder eine lokale Firewall verbietet UDP.</translation>
    </message>
    <message>
        <source>A firewall drops UDP, or no STUN server runs there. Try another server; if that is silent too, peers can meet only through a TURN server over TCP or TLS.</source>
        <translation>Eine Firewall verwirft UDP, oder dort läuft kein STUN-Server. Versuchen Sie einen anderen; schweigt auch der, treffen sich Peers nur über einen TURN-Server mit TCP oder TLS.</translation>
    </message>
    <message>
        <source>The others answer, so UDP works: check the address of the silent ones.</source>
        <translation>Die anderen antworten, UDP geht also: Prüfen Sie die Adressen der schweigenden.</translation>
    </message>
    <message>
        <source>The server answers, but not to requests without credentials: use one that is a STUN server.</source>
        <translation>Der Server antwortet, aber nicht auf Anfragen ohne Anmeldedaten: Nehmen Sie einen, der ein STUN-Server ist.</translation>
    </message>
    <message>
        <source>The port that STUN finds is not the one that a peer will see. A peer with a public address can be reached from here; two such networks meet only through a TURN server.</source>
        <translation>Der Port, den STUN findet, ist nicht der, den ein Peer sieht. Ein Peer mit öffentlicher Adresse ist von hier erreichbar; zwei solche Netze treffen sich nur über einen TURN-Server.</translation>
    </message>
</context>
<context>
    <name>Inspector::PropertyModel</name>
    <message>
        <source>Fact</source>
        <translation>Angabe</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>by the client</source>
        <translation>vom Client</translation>
    </message>
    <message>
        <source>by the relay</source>
        <translation>vom Relay</translation>
    </message>
    <message>
        <source>the relay could not be reached</source>
        <translation>das Relay war nicht erreichbar</translation>
    </message>
    <message>
        <source>the source was stopped</source>
        <translation>die Quelle wurde beendet</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>UUID</source>
        <translation>UUID</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>geöffnet</translation>
    </message>
    <message>
        <source>registration</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>close code</source>
        <translation>Close-Code</translation>
    </message>
    <message>
        <source>close reason</source>
        <translation>Close-Grund</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>cipher</source>
        <translation>Chiffre</translation>
    </message>
    <message>
        <source>subject</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>valid from</source>
        <translation>gültig ab</translation>
    </message>
    <message>
        <source>valid to</source>
        <translation>gültig bis</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>TLS with the relay</source>
        <translation>TLS mit dem Relay</translation>
    </message>
    <message>
        <source>TLS with the client</source>
        <translation>TLS mit dem Client</translation>
    </message>
</context>
<context>
    <name>Inspector::ProxyDialog</name>
    <message>
        <source>Start a proxy</source>
        <translation>Einen Proxy starten</translation>
    </message>
    <message>
        <source>Relay the proxy leads to</source>
        <translation>Relay, zu dem der Proxy führt</translation>
    </message>
    <message>
        <source>&amp;Relay</source>
        <translation>&amp;Relay</translation>
    </message>
    <message>
        <source>&amp;Listen on</source>
        <translation>&amp;Lauscht auf</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Point any client at the proxy instead of its relay; its traffic goes through unchanged and is shown here.</source>
        <translation>Richten Sie einen Client auf den Proxy statt auf sein Relay; sein Verkehr geht unverändert hindurch und wird hier gezeigt.</translation>
    </message>
</context>
<context>
    <name>Inspector::ProxyServer</name>
    <message>
        <source>Cannot listen on %1, port %2: %3</source>
        <translation>Kann auf %1, Port %2, nicht lauschen: %3</translation>
    </message>
</context>
<context>
    <name>Inspector::ProxySource</name>
    <message>
        <source>The address of the relay must begin with ws:// or wss:// and name a host.</source>
        <translation>Die Adresse des Relays muss mit ws:// oder wss:// beginnen und einen Rechner nennen.</translation>
    </message>
</context>
<context>
    <name>Inspector::RedactionView</name>
    <message>
        <source>Credential</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <source>ICE credential</source>
        <translation>ICE-Zugangsdaten</translation>
    </message>
    <message>
        <source>UUID</source>
        <translation>UUID</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>Rechnername</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Show the &amp;secrets</source>
        <translation>Die &amp;Geheimnisse zeigen</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Values that are replaced</source>
        <translation>Werte, die ersetzt werden</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Wird zu</translation>
    </message>
    <message>
        <source>Messages that change</source>
        <translation>Nachrichten, die sich ändern</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Nothing is replaced.</source>
        <translation>Nichts wird ersetzt.</translation>
    </message>
    <message numerus="yes">
        <source>%n values are replaced, </source>
        <translation>
            <numerusform>%n Wert wird ersetzt, </numerusform>
            <numerusform>%n Werte werden ersetzt, </numerusform>
        </translation>
    </message>
    <message>
        <source>in %1 of %2 messages and %3 of %4 connections.</source>
        <comment>after: n values are replaced,</comment>
        <translation>in %1 von %2 Nachrichten und %3 von %4 Verbindungen.</translation>
    </message>
    <message numerus="yes">
        <source>%n messages that could not be inflated are emptied.</source>
        <translation>
            <numerusform>%n Nachricht, die nicht entpackt werden konnte, wird geleert.</numerusform>
            <numerusform>%n Nachrichten, die nicht entpackt werden konnten, werden geleert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Values (%1)</source>
        <translation>Werte (%1)</translation>
    </message>
    <message>
        <source>Messages (%1)</source>
        <translation>Nachrichten (%1)</translation>
    </message>
    <message>
        <source>No value is replaced</source>
        <translation>Kein Wert wird ersetzt</translation>
    </message>
    <message>
        <source>The file gets the capture as it is.</source>
        <translation>Die Datei enthält die Aufzeichnung unverändert.</translation>
    </message>
    <message>
        <source>No message changes</source>
        <translation>Keine Nachricht ändert sich</translation>
    </message>
</context>
<context>
    <name>Inspector::RelayClientModel</name>
    <message>
        <source>registered</source>
        <translation>registriert</translation>
    </message>
    <message>
        <source>has left</source>
        <translation>ist gegangen</translation>
    </message>
    <message>
        <source>no user</source>
        <translation>kein Benutzer</translation>
    </message>
    <message>
        <source>never closed</source>
        <translation>nie geschlossen</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>Benutzer %1</translation>
    </message>
    <message>
        <source>registered %1</source>
        <translation>registriert %1</translation>
    </message>
    <message>
        <source>last closed %1: %2</source>
        <translation>zuletzt geschlossen %1: %2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>UUID</source>
        <translation>UUID</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Last close</source>
        <translation>Letztes Ende</translation>
    </message>
</context>
<context>
    <name>Inspector::RelayClientPane</name>
    <message>
        <source>RELAY CLIENTS</source>
        <translation>RELAY-CLIENTS</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>%1 registered</source>
        <translation>%1 registriert</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 gegangen</translation>
    </message>
    <message>
        <source>No client has registered</source>
        <translation>Kein Client hat sich registriert</translation>
    </message>
    <message>
        <source>No local relay is running</source>
        <translation>Kein lokales Relay läuft</translation>
    </message>
    <message>
        <source>Clients connect to</source>
        <translation>Clients verbinden sich mit</translation>
    </message>
    <message>
        <source>Start one with “Local relay” above.</source>
        <translation>Starten Sie eines mit „Lokales Relay“ oben.</translation>
    </message>
</context>
<context>
    <name>Inspector::RelayClientTable</name>
    <message>
        <source>Clients of the local relay</source>
        <translation>Clients des lokalen Relays</translation>
    </message>
    <message>
        <source>Copy &amp;UUID</source>
        <translation>&amp;UUID kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;address</source>
        <translation>&amp;Adresse kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy row</source>
        <translation>&amp;Zeile kopieren</translation>
    </message>
    <message>
        <source>Show &amp;all messages</source>
        <translation>A&amp;lle Nachrichten zeigen</translation>
    </message>
    <message>
        <source>Col&amp;umns</source>
        <translation>&amp;Spalten</translation>
    </message>
</context>
<context>
    <name>Inspector::RelayClientWatch</name>
    <message>
        <source>&amp;Relay clients</source>
        <translation>&amp;Relay-Clients</translation>
    </message>
</context>
<context>
    <name>Inspector::Replay</name>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>not sent: the capture holds only a part of it</source>
        <translation>nicht gesendet: die Aufzeichnung enthält nur einen Teil davon</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>nicht lesbar</translation>
    </message>
</context>
<context>
    <name>Inspector::ReplayComparison</name>
    <message>
        <source>closed by the client with %1</source>
        <translation>vom Client mit %1 geschlossen</translation>
    </message>
    <message>
        <source>closed by the relay with %1</source>
        <translation>vom Relay mit %1 geschlossen</translation>
    </message>
    <message>
        <source>closed by the client without a close frame</source>
        <translation>vom Client ohne Close-Frame beendet</translation>
    </message>
    <message>
        <source>closed by the relay without a close frame</source>
        <translation>vom Relay ohne Close-Frame beendet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>how a connection ended: the reason</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>geöffnet</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
</context>
<context>
    <name>Inspector::ReplayDialog</name>
    <message>
        <source>Replay</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Relay to replay to</source>
        <translation>Relay, an das wiederholt wird</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>In lockstep</source>
        <translation>Im Gleichschritt</translation>
    </message>
    <message>
        <source>With the pauses of the capture</source>
        <translation>Mit den Pausen der Aufzeichnung</translation>
    </message>
    <message>
        <source>Without pauses</source>
        <translation>Ohne Pausen</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>× </source>
        <comment>before a factor</comment>
        <translation>× </translation>
    </message>
    <message>
        <source>Register under the &amp;UUIDs of the capture</source>
        <translation>Unter den &amp;UUIDs der Aufzeichnung registrieren</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>&amp;Relay</source>
        <translation>&amp;Relay</translation>
    </message>
    <message>
        <source>&amp;Token file</source>
        <translation>&amp;Token-Datei</translation>
    </message>
    <message>
        <source>T&amp;iming</source>
        <translation>Ze&amp;itverlauf</translation>
    </message>
    <message>
        <source>A relay disconnects a client that runs with the same UUID (4004).</source>
        <translation>Ein Relay trennt einen Client, der unter derselben UUID läuft (4004).</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Every client of the capture connects to the relay and sends the same again. What comes back otherwise than in the capture is shown below.</source>
        <translation>Jeder Client der Aufzeichnung verbindet sich mit dem Relay und sendet dasselbe noch einmal. Was anders zurückkommt als in der Aufzeichnung, steht unten.</translation>
    </message>
    <message>
        <source>Each message is sent once all clients have received what they had received then.</source>
        <translation>Jede Nachricht wird gesendet, sobald alle Clients empfangen haben, was sie damals empfangen hatten.</translation>
    </message>
    <message>
        <source>The pauses are divided by the factor.</source>
        <translation>Die Pausen werden durch den Faktor geteilt.</translation>
    </message>
    <message>
        <source>Only openings and registrations are waited for.</source>
        <translation>Gewartet wird nur auf Verbindungen und Registrierungen.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>✓ Everything came back as in the capture.</source>
        <translation>✓ Alles kam zurück wie in der Aufzeichnung.</translation>
    </message>
    <message numerus="yes">
        <source>%n differences.</source>
        <translation>
            <numerusform>%n Unterschied.</numerusform>
            <numerusform>%n Unterschiede.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 connections, %2 messages sent, %3 received.</source>
        <translation>%1 Verbindungen, %2 Nachrichten gesendet, %3 empfangen.</translation>
    </message>
    <message>
        <source>%1 messages were not sent.</source>
        <translation>%1 Nachrichten wurden nicht gesendet.</translation>
    </message>
    <message>
        <source>Reading the capture: %p%</source>
        <translation>Die Aufzeichnung wird gelesen: %p %</translation>
    </message>
</context>
<context>
    <name>Inspector::ReplayPlan</name>
    <message>
        <source>The capture has no connection %1.</source>
        <translation>Die Aufzeichnung hat keine Verbindung %1.</translation>
    </message>
    <message>
        <source>The capture has no connection to replay.</source>
        <translation>Die Aufzeichnung hat keine Verbindung, die wiederholt werden kann.</translation>
    </message>
</context>
<context>
    <name>Inspector::ReplayResults</name>
    <message>
        <source>#%1 differs</source>
        <translation>#%1 ist anders</translation>
    </message>
    <message>
        <source>#%1 did not come</source>
        <translation>#%1 kam nicht</translation>
    </message>
    <message>
        <source>a message that is not in the capture</source>
        <translation>eine Nachricht, die nicht in der Aufzeichnung ist</translation>
    </message>
    <message>
        <source>#%1 was not sent</source>
        <translation>#%1 wurde nicht gesendet</translation>
    </message>
    <message>
        <source>the connection opened or was refused otherwise</source>
        <translation>die Verbindung wurde anders geöffnet oder abgelehnt</translation>
    </message>
    <message>
        <source>the connection ended otherwise</source>
        <translation>die Verbindung endete anders</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>In the capture</source>
        <translation>In der Aufzeichnung</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>Verbindung %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>client: what differs</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing replayed yet</source>
        <translation>Noch nichts wiederholt</translation>
    </message>
    <message>
        <source>What comes back otherwise than in the capture is listed here.</source>
        <translation>Was anders zurückkommt als in der Aufzeichnung, steht dann hier.</translation>
    </message>
    <message>
        <source>No difference so far</source>
        <translation>Bisher kein Unterschied</translation>
    </message>
    <message>
        <source>The replay is running.</source>
        <translation>Die Wiederholung läuft.</translation>
    </message>
    <message>
        <source>Nothing was compared</source>
        <translation>Nichts wurde verglichen</translation>
    </message>
    <message>
        <source>The replay was not possible; the reason is below.</source>
        <translation>Die Wiederholung war nicht möglich; der Grund steht unten.</translation>
    </message>
    <message>
        <source>No difference up to the stop</source>
        <translation>Kein Unterschied bis zum Anhalten</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>Keine Unterschiede</translation>
    </message>
    <message>
        <source>Everything came back as in the capture.</source>
        <translation>Alles kam zurück wie in der Aufzeichnung.</translation>
    </message>
</context>
<context>
    <name>Inspector::Report</name>
    <message>
        <source>one subnet</source>
        <translation>ein Subnetz</translation>
    </message>
    <message>
        <source>reachable</source>
        <translation>erreichbar</translation>
    </message>
    <message>
        <source>through TURN</source>
        <translation>über TURN</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>unlikely</source>
        <translation>unwahrscheinlich</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>Angebot</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Outlook</source>
        <translation>Aussicht</translation>
    </message>
    <message>
        <source>Pairs of candidates</source>
        <translation>Kandidatenpaare</translation>
    </message>
    <message>
        <source>Descriptions</source>
        <translation>Beschreibungen</translation>
    </message>
    <message>
        <source>Offer #%1, %2</source>
        <translation>Angebot #%1, %2</translation>
    </message>
    <message>
        <source>What was seen</source>
        <translation>Was zu sehen war</translation>
    </message>
    <message>
        <source>Why endpoints do not meet: %1</source>
        <translation>Warum Endpunkte sich nicht treffen: %1</translation>
    </message>
    <message>
        <source>Attempts: %1. With a problem: %2, undecided: %3, in order: %4.</source>
        <translation>Versuche: %1. Mit Problem: %2, offen: %3, in Ordnung: %4.</translation>
    </message>
    <message>
        <source>ICE passwords and credentials are hidden. Names, UUIDs and addresses are not: look through the page before you share it.</source>
        <translation>ICE-Kennwörter und Zugangsdaten sind verborgen. Namen, UUIDs und Adressen nicht: die Seite vor dem Weitergeben durchsehen.</translation>
    </message>
    <message>
        <source>Nothing is hidden: this page contains ICE passwords. Do not share it.</source>
        <translation>Nichts ist verborgen: diese Seite enthält ICE-Kennwörter. Nicht weitergeben.</translation>
    </message>
    <message>
        <source>%1 more attempts are not described here.</source>
        <translation>%1 weitere Versuche sind hier nicht beschrieben.</translation>
    </message>
    <message>
        <source>The capture has no offers.</source>
        <translation>Die Aufzeichnung hat keine Angebote.</translation>
    </message>
    <message>
        <source>en</source>
        <comment>the language of the report, as in HTML</comment>
        <translation>de</translation>
    </message>
    <message>
        <source>registration, refused</source>
        <translation>Registrierung, abgelehnt</translation>
    </message>
    <message>
        <source>registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>connection ends (%1)</source>
        <translation>Verbindung endet (%1)</translation>
    </message>
    <message>
        <source>connection ends</source>
        <translation>Verbindung endet</translation>
    </message>
    <message>
        <source>offer</source>
        <translation>Angebot</translation>
    </message>
    <message>
        <source>offer returned</source>
        <translation>Angebot zurück</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>answer returned</source>
        <translation>Antwort zurück</translation>
    </message>
    <message>
        <source>Ladder of the attempt</source>
        <translation>Leiter des Versuchs</translation>
    </message>
    <message>
        <source>relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>Inspector::Reporting</name>
    <message>
        <source>Write a report</source>
        <translation>Einen Bericht schreiben</translation>
    </message>
    <message>
        <source>Web pages (*.html);;All files (*)</source>
        <translation>Webseiten (*.html);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The report cannot be written to %1: %2</source>
        <translation>Der Bericht lässt sich nicht nach %1 schreiben: %2</translation>
    </message>
</context>
<context>
    <name>Inspector::RowsLine</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>button · what it is about</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Inspector::RunDialog</name>
    <message>
        <source>Run a program</source>
        <translation>Ein Programm starten</translation>
    </message>
    <message>
        <source>Program and its arguments</source>
        <translation>Programm und seine Argumente</translation>
    </message>
    <message>
        <source>Folder in which the program runs</source>
        <translation>Ordner, in dem das Programm läuft</translation>
    </message>
    <message>
        <source>the current one</source>
        <translation>der aktuelle</translation>
    </message>
    <message>
        <source>File with certificates to trust</source>
        <translation>Datei mit vertrauenswürdigen Zertifikaten</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>die des Systems</translation>
    </message>
    <message>
        <source>HTTP and HTTPS, too (&amp;unread)</source>
        <translation>Auch HTTP und HTTPS (&amp;ungelesen)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Einen Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Eine Datei wählen</translation>
    </message>
    <message>
        <source>Certificates to trust</source>
        <translation>Vertrauenswürdige Zertifikate</translation>
    </message>
    <message>
        <source>&amp;Program</source>
        <translation>&amp;Programm</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Relay&apos;s certificates</source>
        <translation>Zertifikate des &amp;Relays</translation>
    </message>
    <message>
        <source>In a terminal</source>
        <translation>Im Terminal</translation>
    </message>
    <message>
        <source>Its WebSocket connections are led through a proxy and shown here, TLS included; its configuration stays as it is. Stopping the source ends the program.</source>
        <translation>Seine WebSocket-Verbindungen werden über einen Proxy geleitet und hier gezeigt, auch mit TLS; seine Konfiguration bleibt, wie sie ist. Wird die Quelle angehalten, endet das Programm.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Es gibt keinen Ordner %1.</translation>
    </message>
</context>
<context>
    <name>Inspector::Sdp</name>
    <message>
        <source>Line %1: %2</source>
        <extracomment>%1 is a line number, %2 what is wrong with the line</extracomment>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>a session description begins with “v=0”.</source>
        <translation>eine Sitzungsbeschreibung beginnt mit „v=0“.</translation>
    </message>
    <message>
        <source>not of the form “letter=value”.</source>
        <translation>nicht von der Form „Buchstabe=Wert“.</translation>
    </message>
    <message>
        <source>There is no media description (“m=” line).</source>
        <translation>Es gibt keine Medienbeschreibung (Zeile „m=“).</translation>
    </message>
    <message>
        <source>“m=” needs media, port, protocol and format.</source>
        <translation>„m=“ braucht Medium, Port, Protokoll und Format.</translation>
    </message>
    <message>
        <source>“%1” is not a port (0 to 65535).</source>
        <translation>„%1“ ist kein Port (0 bis 65535).</translation>
    </message>
    <message>
        <source>“%1” is not a number of bytes.</source>
        <translation>„%1“ ist keine Zahl von Bytes.</translation>
    </message>
    <message>
        <source>a candidate needs foundation, component, transport, priority, address, port and “typ”.</source>
        <translation>ein Kandidat braucht Foundation, Komponente, Transport, Priorität, Adresse, Port und „typ“.</translation>
    </message>
    <message>
        <source>component, priority or port of the candidate is not a number in range.</source>
        <translation>Komponente, Priorität oder Port des Kandidaten ist keine Zahl im gültigen Bereich.</translation>
    </message>
    <message>
        <source>a fingerprint needs a hash name and hexadecimal bytes with colons.</source>
        <translation>ein Fingerabdruck braucht den Namen eines Hashes und hexadezimale Bytes mit Doppelpunkten.</translation>
    </message>
    <message>
        <source>“%1” of the candidate has no value.</source>
        <translation>„%1“ des Kandidaten hat keinen Wert.</translation>
    </message>
    <message>
        <source>“o=” needs a user name, session id, version, network type, address type and address.</source>
        <translation>„o=“ braucht Benutzername, Sitzungs-ID, Version, Netztyp, Adresstyp und Adresse.</translation>
    </message>
    <message>
        <source>“c=” needs network type, address type and address.</source>
        <translation>„c=“ braucht Netztyp, Adresstyp und Adresse.</translation>
    </message>
    <message>
        <source>“b=” needs a type and a number.</source>
        <translation>„b=“ braucht eine Art und eine Zahl.</translation>
    </message>
    <message>
        <source>“t=” needs a start and a stop time.</source>
        <translation>„t=“ braucht eine Anfangs- und eine Endzeit.</translation>
    </message>
    <message>
        <source>“%1” has %2 to %3 characters, not %4.</source>
        <translation>„%1“ hat %2 bis %3 Zeichen, nicht %4.</translation>
    </message>
    <message>
        <source>“%1” is not active, passive, actpass or holdconn.</source>
        <translation>„%1“ ist weder active, passive, actpass noch holdconn.</translation>
    </message>
    <message>
        <source>“%1” is not a version.</source>
        <translation>„%1“ ist keine Version.</translation>
    </message>
</context>
<context>
    <name>Inspector::Setup</name>
    <message>
        <source>Enter the address of a relay.</source>
        <translation>Geben Sie die Adresse eines Relays ein.</translation>
    </message>
    <message>
        <source>A relay address begins with ws:// or wss://, not with %1://.</source>
        <translation>Die Adresse eines Relays beginnt mit ws:// oder wss://, nicht mit %1://.</translation>
    </message>
    <message>
        <source>A relay address has no fragment: write %1 instead of # in a path or query.</source>
        <translation>Die Adresse eines Relays hat kein Fragment; in Pfad und Abfrage steht %1 statt #.</translation>
    </message>
    <message>
        <source>Leave user names and passwords out of the address.</source>
        <translation>Benutzernamen und Passwörter gehören nicht in die Adresse.</translation>
    </message>
    <message>
        <source>%1 is not HOST:PORT, such as 127.0.0.1:9700 or [::1]:9700.</source>
        <translation>%1 ist nicht HOST:PORT wie 127.0.0.1:9700 oder [::1]:9700.</translation>
    </message>
    <message>
        <source>%1 holds no PEM certificate.</source>
        <translation>%1 enthält kein PEM-Zertifikat.</translation>
    </message>
    <message>
        <source>%1 holds no PEM certificate. The own certificate comes first, those of its authorities follow.</source>
        <translation>%1 enthält kein PEM-Zertifikat. Das eigene Zertifikat steht vorn, die seiner Zertifizierungsstellen folgen.</translation>
    </message>
    <message>
        <source>The private key in %1 is encrypted, and its passphrase cannot be asked for. Store it without one: openssl pkey -in %1 -out KEY.</source>
        <translation>Der private Schlüssel in %1 ist verschlüsselt, und nach der Passphrase kann nicht gefragt werden. Speichern Sie ihn ohne: openssl pkey -in %1 -out KEY.</translation>
    </message>
    <message>
        <source>%1 holds no private key; name its file with --keyfile.</source>
        <translation>%1 enthält keinen privaten Schlüssel; geben Sie dessen Datei mit --keyfile an.</translation>
    </message>
    <message>
        <source>%1 holds no RSA, EC or DSA private key in PEM.</source>
        <translation>%1 enthält keinen privaten RSA-, EC- oder DSA-Schlüssel im PEM-Format.</translation>
    </message>
    <message>
        <source>The certificate in %1 and the key in %2 do not work together: %3</source>
        <translation>Das Zertifikat in %1 und der Schlüssel in %2 passen nicht zusammen: %3</translation>
    </message>
    <message>
        <source>There is a key (%1) but no certificate; name its file with --certfile.</source>
        <translation>Es gibt einen Schlüssel (%1), aber kein Zertifikat; geben Sie dessen Datei mit --certfile an.</translation>
    </message>
    <message>
        <source>Both the token file and a header set Authorization. Give one of them.</source>
        <translation>Sowohl die Token-Datei als auch eine Kopfzeile setzen Authorization. Geben Sie nur eines davon an.</translation>
    </message>
    <message>
        <source>A header is written “Name: value”.</source>
        <translation>Eine Kopfzeile hat die Form „Name: Wert“.</translation>
    </message>
    <message>
        <source>The name before the colon may hold letters, digits and !#$%&amp;&apos;*+-.^_`|~ only.</source>
        <translation>Der Name vor dem Doppelpunkt darf nur Buchstaben, Ziffern und !#$%&amp;&apos;*+-.^_`|~ enthalten.</translation>
    </message>
    <message>
        <source>The value of a header is a single line.</source>
        <translation>Der Wert einer Kopfzeile ist eine einzige Zeile.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Cannot read %1: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 is larger than %2 bytes.</source>
        <translation>%1 ist größer als %2 Bytes.</translation>
    </message>
    <message>
        <source>The token was refused, and %1 cannot be read again: it is not a regular file.</source>
        <translation>Das Token wurde abgelehnt, und %1 kann nicht noch einmal gelesen werden, weil es keine gewöhnliche Datei ist.</translation>
    </message>
    <message>
        <source>The token file %1 is empty.</source>
        <translation>Die Token-Datei %1 ist leer.</translation>
    </message>
    <message>
        <source>The token file %1 must hold the token alone, without the word Bearer.</source>
        <translation>Die Token-Datei %1 darf nur das Token enthalten, ohne das Wort Bearer.</translation>
    </message>
    <message>
        <source>The token file %1 holds a space, a control character or a character beyond ASCII inside the token.</source>
        <translation>Die Token-Datei %1 enthält im Token ein Leerzeichen, ein Steuerzeichen oder ein Zeichen außerhalb von ASCII.</translation>
    </message>
    <message>
        <source>Cannot run %1: %2.</source>
        <translation>%1 kann nicht gestartet werden: %2.</translation>
    </message>
    <message>
        <source>There is no program %1. Check its name and its path.</source>
        <translation>Es gibt kein Programm %1. Prüfen Sie seinen Namen und seinen Pfad.</translation>
    </message>
    <message>
        <source>Cannot write the certificates of this run to %1.</source>
        <translation>Die Zertifikate dieses Laufs können nicht nach %1 geschrieben werden.</translation>
    </message>
    <message>
        <source>%1 exists and holds something else than the authority of a former run.</source>
        <translation>%1 existiert und enthält etwas anderes als die Zertifizierungsstelle eines früheren Laufs.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 läuft</translation>
    </message>
    <message>
        <source>%1 has ended with exit code %2.</source>
        <translation>%1 endete mit dem Exit-Code %2.</translation>
    </message>
    <message>
        <source>%1 has ended</source>
        <translation>%1 ist beendet</translation>
    </message>
    <message>
        <source>A quotation mark is not closed.</source>
        <translation>Ein Anführungszeichen ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>Enter a program, such as python3 endpoint.py.</source>
        <translation>Geben Sie ein Programm ein, etwa python3 endpoint.py.</translation>
    </message>
</context>
<context>
    <name>Inspector::Source</name>
    <message>
        <source>No file descriptors are left: new clients wait until others have left, or until more descriptors are allowed (ulimit -n).</source>
        <translation>Es sind keine Dateideskriptoren mehr frei: neue Clients warten, bis andere gegangen oder mehr Deskriptoren erlaubt sind (ulimit -n).</translation>
    </message>
    <message>
        <source>File descriptors are free again: clients are accepted.</source>
        <translation>Es sind wieder Dateideskriptoren frei: Clients werden angenommen.</translation>
    </message>
    <message>
        <source>Only a client of the inspector can send.</source>
        <translation>Nur ein Client des Inspectors kann senden.</translation>
    </message>
</context>
<context>
    <name>Inspector::SourceHost</name>
    <message>
        <source>The client has ended.</source>
        <translation>Der Client wurde beendet.</translation>
    </message>
</context>
<context>
    <name>Inspector::Summary</name>
    <message>
        <source>no candidates</source>
        <translation>keine Kandidaten</translation>
    </message>
    <message>
        <source>1 candidate</source>
        <translation>1 Kandidat</translation>
    </message>
    <message numerus="yes">
        <source>%n candidates</source>
        <translation>
            <numerusform>%n Kandidat</numerusform>
            <numerusform>%n Kandidaten</numerusform>
        </translation>
    </message>
    <message>
        <source>forwarded by the relay</source>
        <translation>vom Relay weitergeleitet</translation>
    </message>
    <message>
        <source>The second leg of the same message: the relay passed it on as it received it.</source>
        <translation>Der zweite Teil des Weges derselben Nachricht: Das Relay hat sie weitergegeben, wie sie ankam.</translation>
    </message>
    <message numerus="yes">
        <source> · %n frames</source>
        <translation>
            <numerusform> · %n Frame</numerusform>
            <numerusform> · %n Frames</numerusform>
        </translation>
    </message>
    <message>
        <source>no close code</source>
        <translation>kein Close-Code</translation>
    </message>
    <message>
        <source>pong</source>
        <translation>Pong</translation>
    </message>
    <message>
        <source>compressed binary</source>
        <translation>komprimiert, binär</translation>
    </message>
    <message>
        <source>binary, no relay message</source>
        <translation>binär, keine Relay-Nachricht</translation>
    </message>
    <message>
        <source>compressed text</source>
        <translation>komprimierter Text</translation>
    </message>
    <message>
        <source>invalid: %1</source>
        <translation>ungültig: %1</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>registriert</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>peer not registered · %1</source>
        <translation>Gegenstelle nicht registriert · %1</translation>
    </message>
    <message>
        <source>long description, at its beginning %1</source>
        <translation>lange Beschreibung, an ihrem Anfang %1</translation>
    </message>
    <message>
        <source>long description</source>
        <translation>lange Beschreibung</translation>
    </message>
    <message>
        <source>returned by the relay</source>
        <translation>vom Relay zurückgegeben</translation>
    </message>
    <message>
        <source>long response</source>
        <translation>lange Antwort des Relays</translation>
    </message>
    <message>
        <source>no relay message</source>
        <translation>keine Relay-Nachricht</translation>
    </message>
</context>
<context>
    <name>Inspector::SystemError</name>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>die Operation ist nicht erlaubt</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>ein Teil des Pfades ist kein Ordner</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>das ist ein Ordner</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>die Datei gibt es schon</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>der Dateiname ist zu lang</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>die Datei ist zu groß</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>auf dem Datenträger ist kein Platz mehr</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>das Kontingent des Datenträgers ist erschöpft</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>das Dateisystem ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>Text file busy</source>
        <translation>das Programm wird gerade ausgeführt</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>zu viele offene Dateien</translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation>die Datei gibt es auf dem Server nicht mehr</translation>
    </message>
    <message>
        <source>unable to open database file</source>
        <translation>die Datei kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>file is not a database</source>
        <translation>die Datei ist keine Datenbank</translation>
    </message>
    <message>
        <source>database disk image is malformed</source>
        <translation>die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>disk I/O error</source>
        <translation>Ein-/Ausgabefehler des Datenträgers</translation>
    </message>
    <message>
        <source>database or disk is full</source>
        <translation>die Datei oder der Datenträger ist voll</translation>
    </message>
    <message>
        <source>attempt to write a readonly database</source>
        <translation>die Datei ist schreibgeschützt</translation>
    </message>
    <message>
        <source>database is locked</source>
        <translation>ein anderes Programm hat die Datei gesperrt</translation>
    </message>
</context>
<context>
    <name>Inspector::TapDialog</name>
    <message>
        <source>Attach to an application</source>
        <translation>An eine Anwendung anhängen</translation>
    </message>
    <message>
        <source>Applications that have their tap open</source>
        <translation>Anwendungen mit offenem Tap</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Open since</source>
        <translation>Offen seit</translation>
    </message>
    <message>
        <source>To open one</source>
        <translation>Einen öffnen</translation>
    </message>
    <message>
        <source>Applications that embed RelayCore publish what their clients send and receive. Several can be selected; after a restart of an application it is attached to again.</source>
        <translation>Anwendungen mit RelayCore geben weiter, was ihre Clients senden und empfangen. Mehrere können ausgewählt werden; nach dem Neustart einer Anwendung wird sie wieder angehängt.</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>No application of this user has its tap open</source>
        <translation>Keine Anwendung dieses Benutzers hat ihren Tap geöffnet</translation>
    </message>
    <message>
        <source>The list is kept current.</source>
        <translation>Die Liste aktualisiert sich selbst.</translation>
    </message>
</context>
<context>
    <name>Inspector::TapSource</name>
    <message>
        <source>The tap of %1 (process %2) cannot be read: %3</source>
        <translation>Der Tap von %1 (Prozess %2) kann nicht gelesen werden: %3</translation>
    </message>
    <message>
        <source>waiting for %1 to open its tap again</source>
        <translation>wartet darauf, dass %1 seinen Tap wieder öffnet</translation>
    </message>
    <message>
        <source>Tap of %1</source>
        <translation>Tap von %1</translation>
    </message>
</context>
<context>
    <name>Inspector::TermTexts</name>
    <message>
        <source>the relay</source>
        <translation>dem Relay</translation>
    </message>
    <message>
        <source>Only from %1</source>
        <translation>Nur von %1</translation>
    </message>
    <message>
        <source>Only to %1</source>
        <translation>Nur an %1</translation>
    </message>
    <message>
        <source>Only this peer: %1</source>
        <translation>Nur dieser Peer: %1</translation>
    </message>
    <message>
        <source>Not this peer: %1</source>
        <translation>Nicht dieser Peer: %1</translation>
    </message>
    <message>
        <source>Only this error: %1</source>
        <translation>Nur dieser Fehler: %1</translation>
    </message>
    <message>
        <source>From here on</source>
        <translation>Ab hier</translation>
    </message>
    <message>
        <source>Up to here</source>
        <translation>Bis hier</translation>
    </message>
    <message>
        <source>Only what clients sent</source>
        <translation>Nur was Clients gesendet haben</translation>
    </message>
    <message>
        <source>Only what clients received</source>
        <translation>Nur was Clients empfangen haben</translation>
    </message>
    <message>
        <source>Only this kind: %1</source>
        <translation>Nur diese Art: %1</translation>
    </message>
    <message>
        <source>Not this kind: %1</source>
        <translation>Nicht diese Art: %1</translation>
    </message>
    <message>
        <source>This size or larger</source>
        <translation>Diese Größe oder größer</translation>
    </message>
    <message>
        <source>This size or smaller</source>
        <translation>Diese Größe oder kleiner</translation>
    </message>
    <message>
        <source>This round trip or a longer one</source>
        <translation>Diese Umlaufzeit oder länger</translation>
    </message>
    <message>
        <source>Only this connection</source>
        <translation>Nur diese Verbindung</translation>
    </message>
    <message>
        <source>Not this connection</source>
        <translation>Nicht diese Verbindung</translation>
    </message>
</context>
<context>
    <name>Inspector::TextRowsView</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
</context>
<context>
    <name>Inspector::Texts</name>
    <message>
        <source>register</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>response</source>
        <translation>Bescheid</translation>
    </message>
    <message>
        <source>offer</source>
        <translation>Angebot</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>ping</source>
        <translation>Ping</translation>
    </message>
    <message>
        <source>pong</source>
        <translation>Pong</translation>
    </message>
    <message>
        <source>close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>Binär</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>going away</source>
        <translation>wird beendet</translation>
    </message>
    <message>
        <source>protocol error</source>
        <translation>Protokollfehler</translation>
    </message>
    <message>
        <source>unsupported data</source>
        <translation>nicht unterstützte Daten</translation>
    </message>
    <message>
        <source>no status</source>
        <translation>ohne Angabe</translation>
    </message>
    <message>
        <source>connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>invalid payload</source>
        <translation>ungültiger Inhalt</translation>
    </message>
    <message>
        <source>policy violation</source>
        <translation>Regelverstoß</translation>
    </message>
    <message>
        <source>message too big</source>
        <translation>Nachricht zu groß</translation>
    </message>
    <message>
        <source>internal error</source>
        <translation>interner Fehler</translation>
    </message>
    <message>
        <source>service restart</source>
        <translation>Neustart des Dienstes</translation>
    </message>
    <message>
        <source>try again later</source>
        <translation>später erneut versuchen</translation>
    </message>
    <message>
        <source>TLS handshake failed</source>
        <translation>TLS-Handshake fehlgeschlagen</translation>
    </message>
    <message>
        <source>undecodable message</source>
        <translation>nicht lesbare Nachricht</translation>
    </message>
    <message>
        <source>unauthorized</source>
        <translation>nicht registriert</translation>
    </message>
    <message>
        <source>forbidden</source>
        <translation>verboten</translation>
    </message>
    <message>
        <source>message too big for the relay</source>
        <translation>Nachricht zu groß für das Relay</translation>
    </message>
    <message>
        <source>same UUID registered elsewhere</source>
        <translation>gleiche UUID anderswo registriert</translation>
    </message>
</context>
<context>
    <name>Inspector::Verdict</name>
    <message>
        <source>Configure a STUN server, or a TURN server where NATs are in the way, on both sides.</source>
        <translation>Auf beiden Seiten einen STUN-Server einrichten, oder einen TURN-Server, wo NATs im Weg sind.</translation>
    </message>
    <message>
        <source>%1 has no candidates in its description, and this protocol has no later way to send them.</source>
        <translation>%1 hat keine Kandidaten in der Beschreibung, und dieses Protokoll kann sie nicht nachreichen.</translation>
    </message>
    <message>
        <source>Wait until the candidates are gathered before the description is sent, and check that %1 has a network.</source>
        <translation>Mit dem Senden der Beschreibung warten, bis die Kandidaten gesammelt sind, und prüfen, ob %1 ein Netz hat.</translation>
    </message>
    <message>
        <source>%1 has only IPv4 candidates, %2 only IPv6.</source>
        <translation>%1 hat nur IPv4-Kandidaten, %2 nur IPv6.</translation>
    </message>
    <message>
        <source>Enable the missing family on one side, or use a TURN server that has both.</source>
        <translation>Auf einer Seite die fehlende Familie einschalten, oder einen TURN-Server mit beiden verwenden.</translation>
    </message>
    <message>
        <source>%1 has no UDP candidates, and those of %2 over TCP do not meet them.</source>
        <translation>%1 hat keine UDP-Kandidaten, und die von %2 über TCP passen nicht dazu.</translation>
    </message>
    <message>
        <source>Check whether a firewall blocks UDP at %1; `relayctl check --stun` shows it.</source>
        <translation>Prüfen, ob eine Firewall UDP bei %1 sperrt; `relayctl check --stun` zeigt es.</translation>
    </message>
    <message>
        <source>%1 has only TCP candidates.</source>
        <translation>%1 hat nur TCP-Kandidaten.</translation>
    </message>
    <message>
        <source>%1 has only TCP candidates, and their types do not meet those of the other side: one has to be active and the other passive.</source>
        <translation>%1 hat nur TCP-Kandidaten, deren Arten nicht zu denen der anderen Seite passen: eine muss aktiv sein, die andere passiv.</translation>
    </message>
    <message>
        <source>Check whether a firewall blocks UDP; `relayctl check --stun` shows it.</source>
        <translation>Prüfen, ob eine Firewall UDP sperrt; `relayctl check --stun` zeigt es.</translation>
    </message>
    <message>
        <source>%1 have only loopback candidates: they meet on one computer only.</source>
        <translation>%1 haben nur Loopback-Kandidaten: sie treffen sich nur auf einem Rechner.</translation>
    </message>
    <message>
        <source>%1 has only loopback candidates, which no other computer can reach.</source>
        <translation>%1 hat nur Loopback-Kandidaten, die kein anderer Rechner erreicht.</translation>
    </message>
    <message>
        <source>Check the network of that computer, and which interfaces the endpoint may use.</source>
        <translation>Das Netz dieses Rechners prüfen, und welche Schnittstellen der Endpunkt verwenden darf.</translation>
    </message>
    <message>
        <source>%1 has only host candidates: it can meet others inside its own network only.</source>
        <translation>%1 hat nur Host-Kandidaten und trifft andere nur im eigenen Netz.</translation>
    </message>
    <message>
        <source>%1 have only host candidates, and share the subnet %2.</source>
        <translation>%1 haben nur Host-Kandidaten und liegen im selben Subnetz %2.</translation>
    </message>
    <message>
        <source>%1 has only host candidates, and shares the subnet %2 with the other side.</source>
        <translation>%1 hat nur Host-Kandidaten und liegt mit der anderen Seite im Subnetz %2.</translation>
    </message>
    <message>
        <source>Inside that network this works. Elsewhere: configure a STUN or TURN server.</source>
        <translation>In diesem Netz genügt das. Anderswo einen STUN- oder TURN-Server einrichten.</translation>
    </message>
    <message>
        <source>%1 have only host candidates, and share no subnet: they meet only if one network connects them.</source>
        <translation>%1 haben nur Host-Kandidaten und kein gemeinsames Subnetz: sie treffen sich nur, wenn ein Netz sie verbindet.</translation>
    </message>
    <message>
        <source>%1 has only host candidates; it has to reach %2 from there.</source>
        <translation>%1 hat nur Host-Kandidaten und muss %2 von dort aus erreichen.</translation>
    </message>
    <message>
        <source>%1 has only host candidates and shares no subnet with %2, which is behind a NAT.</source>
        <translation>%1 hat nur Host-Kandidaten und kein gemeinsames Subnetz mit %2, das hinter einem NAT liegt.</translation>
    </message>
    <message>
        <source>In every family that both sides have, the addresses of %1 are private, and not in one subnet.</source>
        <translation>In jeder Familie, die beide Seiten haben, sind die Adressen von %1 privat und nicht in einem Subnetz.</translation>
    </message>
    <message>
        <source>In every family that both sides have, the addresses of %1 are private.</source>
        <translation>In jeder Familie, die beide Seiten haben, sind die Adressen von %1 privat.</translation>
    </message>
    <message>
        <source>%1 are each behind a NAT that uses another port for each destination (symmetric).</source>
        <translation>%1 liegen je hinter einem NAT, das für jedes Ziel einen anderen Port verwendet (symmetrisch).</translation>
    </message>
    <message>
        <source>%1 is behind a NAT that uses another port for each destination (symmetric).</source>
        <translation>%1 liegt hinter einem NAT, das für jedes Ziel einen anderen Port verwendet (symmetrisch).</translation>
    </message>
    <message>
        <source>The port that STUN found is not the one that the other side will see: configure a TURN server.</source>
        <translation>Der Port, den STUN fand, ist nicht der, den die andere Seite sieht: einen TURN-Server einrichten.</translation>
    </message>
    <message>
        <source>The candidates of %1 are “.local” names, which the other side resolves only inside the same network.</source>
        <translation>Die Kandidaten von %1 sind „.local“-Namen, die die andere Seite nur im selben Netz auflöst.</translation>
    </message>
    <message>
        <source>Browsers hide addresses so until the page may use the microphone or camera. Configure a STUN or TURN server.</source>
        <translation>Browser verbergen so Adressen, bis die Seite Mikrofon oder Kamera verwenden darf. Einen STUN- oder TURN-Server einrichten.</translation>
    </message>
    <message>
        <source>%1 both have a relayed candidate: this works whatever the NATs.</source>
        <translation>%1 haben beide einen Relay-Kandidaten: das geht mit jedem NAT.</translation>
    </message>
    <message>
        <source>Two connections took the UUID of %1 from each other (4004): the relay sends its messages to the one that registered last.</source>
        <translation>Zwei Verbindungen nahmen einander die UUID von %1 ab (4004): das Relay sendet an die, die sich zuletzt registriert hat.</translation>
    </message>
    <message>
        <source>Stop one of the two endpoints, or give it a UUID of its own.</source>
        <translation>Einen der beiden Endpunkte beenden, oder ihm eine eigene UUID geben.</translation>
    </message>
    <message>
        <source>A second connection registered the UUID of %1, and the relay closed the first (4004).</source>
        <translation>Eine zweite Verbindung registrierte die UUID von %1, und das Relay schloss die erste (4004).</translation>
    </message>
    <message>
        <source>Check that the endpoint runs once. If it had lost its connection and registered again, this is in order.</source>
        <translation>Prüfen, ob der Endpunkt nur einmal läuft. Hatte er seine Verbindung verloren und sich neu registriert, ist das in Ordnung.</translation>
    </message>
    <message>
        <source>%1 is registered by another user: the relay returned the offer of %2.</source>
        <translation>%1 ist von einem anderen Benutzer registriert: das Relay gab das Angebot von %2 zurück.</translation>
    </message>
    <message>
        <source>Use credentials of the same user on both sides, or correct the UUID.</source>
        <translation>Auf beiden Seiten Zugangsdaten desselben Benutzers verwenden, oder die UUID berichtigen.</translation>
    </message>
    <message>
        <source>%1 is registered with another relay: %2 uses %3, %1 uses %4.</source>
        <translation>%1 ist bei einem anderen Relay registriert: %2 verwendet %3, %1 verwendet %4.</translation>
    </message>
    <message>
        <source>Configure the same relay on both sides.</source>
        <translation>Auf beiden Seiten dasselbe Relay einstellen.</translation>
    </message>
    <message>
        <source>%1 was not registered when %2 sent its offer; it registered %3 later.</source>
        <translation>%1 war nicht registriert, als %2 das Angebot sendete, und registrierte sich %3 später.</translation>
    </message>
    <message>
        <source>Try again now, or start %1 first.</source>
        <translation>Jetzt noch einmal versuchen, oder %1 zuerst starten.</translation>
    </message>
    <message>
        <source>%1 is not registered: the relay refused its registration.</source>
        <translation>%1 ist nicht registriert: das Relay lehnte die Registrierung ab.</translation>
    </message>
    <message>
        <source>Its reason: “%1”</source>
        <translation>Die Begründung: „%1“</translation>
    </message>
    <message>
        <source>Solve that first: without registration nothing can reach %1.</source>
        <translation>Das zuerst lösen: ohne Registrierung ist %1 nicht erreichbar.</translation>
    </message>
    <message>
        <source>%1 was registered until %2 before the offer (%3).</source>
        <translation>%1 war bis %2 vor dem Angebot registriert (%3).</translation>
    </message>
    <message>
        <source>Check why %1 left: its process or its network has ended the connection.</source>
        <translation>Prüfen, warum %1 ging: der Prozess oder das Netz hat die Verbindung beendet.</translation>
    </message>
    <message>
        <source>%1 is not registered with this relay: it returned the offer of %2.</source>
        <translation>%1 ist bei diesem Relay nicht registriert: es gab das Angebot von %2 zurück.</translation>
    </message>
    <message>
        <source>Start that endpoint, and compare its UUID (%1) and its relay with those that %2 uses.</source>
        <translation>Diesen Endpunkt starten und seine UUID (%1) und sein Relay mit denen vergleichen, die %2 verwendet.</translation>
    </message>
    <message>
        <source>The relay returned the offer of %1: “%2”</source>
        <translation>Das Relay gab das Angebot von %1 zurück: „%2“</translation>
    </message>
    <message>
        <source>%1 received the offer of %2, and its connection ended %3 later (%4).</source>
        <translation>%1 erhielt das Angebot von %2, und %3 später endete die Verbindung (%4).</translation>
    </message>
    <message>
        <source>The connection of %1 ended %3 after the offer of %2 (%4).</source>
        <translation>Die Verbindung von %1 endete %3 nach dem Angebot von %2 (%4).</translation>
    </message>
    <message>
        <source>Check why %1 ended: its log, or the network between it and the relay.</source>
        <translation>Prüfen, warum %1 endete: das Protokoll dort, oder das Netz zwischen ihm und dem Relay.</translation>
    </message>
    <message>
        <source>The connection of %1 ended %2 after its offer (%3): no answer could reach it.</source>
        <translation>Die Verbindung von %1 endete %2 nach dem Angebot (%3): keine Antwort konnte ankommen.</translation>
    </message>
    <message>
        <source>Check why %1 ended: its log, the relay, or the network between them.</source>
        <translation>Prüfen, warum %1 endete: das Protokoll dort, das Relay oder das Netz dazwischen.</translation>
    </message>
    <message>
        <source>%1 received the offer of %2 and has sent no answer for %3.</source>
        <translation>%1 erhielt das Angebot von %2 und hat seit %3 keine Antwort gesendet.</translation>
    </message>
    <message>
        <source>Look at the log of %1: it runs, but does not handle the offer.</source>
        <translation>Das Protokoll von %1 ansehen: es läuft, bearbeitet aber das Angebot nicht.</translation>
    </message>
    <message>
        <source>The relay has not forwarded the offer of %1 to %2, which is registered, for %3.</source>
        <translation>Das Relay hat das Angebot von %1 seit %3 nicht an %2 weitergeleitet, das registriert ist.</translation>
    </message>
    <message>
        <source>Check that both use the same relay, and look at its log.</source>
        <translation>Prüfen, ob beide dasselbe Relay verwenden, und dessen Protokoll ansehen.</translation>
    </message>
    <message>
        <source>No answer of %1 has reached %2 for %3.</source>
        <translation>Seit %3 hat keine Antwort von %1 %2 erreicht.</translation>
    </message>
    <message>
        <source>The relay has not returned the offer, so %1 is registered: capture its connection, or look at its log.</source>
        <translation>Das Relay gab das Angebot nicht zurück, also ist %1 registriert: dessen Verbindung aufzeichnen oder dessen Protokoll ansehen.</translation>
    </message>
    <message>
        <source>%1 answered %2 after the connection of %3 had ended (%4).</source>
        <translation>%1 antwortete %2 nach dem Ende der Verbindung von %3 (%4).</translation>
    </message>
    <message>
        <source>Check why %1 did not wait: its log, or its network.</source>
        <translation>Prüfen, warum %1 nicht wartete: das Protokoll dort, oder das Netz.</translation>
    </message>
    <message>
        <source>%1 answered after %2; %3 waits 30 s in the reference, so it had given up.</source>
        <translation>%1 antwortete nach %2; %3 wartet in der Referenz 30 s und hatte aufgegeben.</translation>
    </message>
    <message>
        <source>Find out what delays %1, such as gathering candidates from a STUN server that does not answer; or raise the timeout of %2.</source>
        <translation>Herausfinden, was %1 aufhält, etwa das Sammeln von Kandidaten bei einem STUN-Server, der nicht antwortet; oder die Frist von %2 verlängern.</translation>
    </message>
    <message>
        <source>%1 answered, but the relay returned the answer: %2 was no longer registered.</source>
        <translation>%1 antwortete, aber das Relay gab die Antwort zurück: %2 war nicht mehr registriert.</translation>
    </message>
    <message>
        <source>%1 answered, but the relay returned the answer: “%2”</source>
        <translation>%1 antwortete, aber das Relay gab die Antwort zurück: „%2“</translation>
    </message>
    <message>
        <source>%1 answered, but the answer did not reach %2, whose connection had ended (%3).</source>
        <translation>%1 antwortete, aber die Antwort erreichte %2 nicht, dessen Verbindung geendet hatte (%3).</translation>
    </message>
    <message>
        <source>%1 answered, but the relay has not forwarded the answer to %2.</source>
        <translation>%1 antwortete, aber das Relay hat die Antwort nicht an %2 weitergeleitet.</translation>
    </message>
    <message>
        <source>Check the connection between %1 and the relay.</source>
        <translation>Die Verbindung zwischen %1 und dem Relay prüfen.</translation>
    </message>
    <message>
        <source>%1 sent offers to each other at the same time.</source>
        <translation>%1 sendeten einander gleichzeitig Angebote.</translation>
    </message>
    <message>
        <source>Let one side begin. The reference does not resolve this: each side expects an answer, and receives an offer.</source>
        <translation>Eine Seite beginnen lassen. Die Referenz löst das nicht auf: jede Seite erwartet eine Antwort und erhält ein Angebot.</translation>
    </message>
    <message>
        <source>%1 registers again and again: %2 times, about every %3.</source>
        <translation>%1 registriert sich immer wieder: %2-mal, etwa alle %3.</translation>
    </message>
    <message>
        <source>Its connections ended so: %1.</source>
        <translation>So endeten die Verbindungen: %1.</translation>
    </message>
    <message>
        <source>Find out what ends its connections: between two of them nothing reaches %1.</source>
        <translation>Herausfinden, was die Verbindungen beendet: dazwischen erreicht nichts %1.</translation>
    </message>
    <message>
        <source>The description of %1 is no usable SDP: %2</source>
        <translation>Die Beschreibung von %1 ist kein brauchbares SDP: %2</translation>
    </message>
    <message>
        <source>Check what %1 sends as “description”.</source>
        <translation>Prüfen, was %1 als „description“ sendet.</translation>
    </message>
    <message>
        <source>%1 rejects the data channel (port 0).</source>
        <translation>%1 lehnt den Datenkanal ab (Port 0).</translation>
    </message>
    <message>
        <source>The description of %1 has no data channel (“m=application … webrtc-datachannel”).</source>
        <translation>Die Beschreibung von %1 hat keinen Datenkanal („m=application … webrtc-datachannel“).</translation>
    </message>
    <message>
        <source>Create the data channel before the description is made.</source>
        <translation>Den Datenkanal erzeugen, bevor die Beschreibung entsteht.</translation>
    </message>
    <message>
        <source>The roles of the DTLS handshake do not fit: %1 is “%2”, %3 is “%4”.</source>
        <translation>Die Rollen des DTLS-Handshakes passen nicht: %1 ist „%2“, %3 ist „%4“.</translation>
    </message>
    <message>
        <source>One side has to be active and the other passive: offer “actpass”, answer “active”.</source>
        <translation>Eine Seite muss aktiv sein, die andere passiv: „actpass“ anbieten, „active“ antworten.</translation>
    </message>
    <message>
        <source>The description of %1 has no fingerprint of its certificate: DTLS cannot be authenticated.</source>
        <translation>Die Beschreibung von %1 hat keinen Fingerabdruck des Zertifikats: DTLS ist nicht zu prüfen.</translation>
    </message>
    <message>
        <source>Check that nothing removes the lines “a=fingerprint” of %1.</source>
        <translation>Prüfen, ob etwas die Zeilen „a=fingerprint“ von %1 entfernt.</translation>
    </message>
    <message>
        <source>The fingerprint of %1 uses “%2”, or its length does not fit: the other side may not accept it.</source>
        <translation>Der Fingerabdruck von %1 verwendet „%2“, oder seine Länge passt nicht: die andere Seite nimmt ihn vielleicht nicht an.</translation>
    </message>
    <message>
        <source>Use sha-256.</source>
        <translation>sha-256 verwenden.</translation>
    </message>
    <message>
        <source>Each answer has to be made from the offer that it answers.</source>
        <translation>Jede Antwort muss aus dem Angebot entstehen, auf das sie antwortet.</translation>
    </message>
    <message>
        <source>The answer of %1 has %2 media descriptions, the offer has %3.</source>
        <translation>Die Antwort von %1 hat %2 Medienbeschreibungen, das Angebot %3.</translation>
    </message>
    <message>
        <source>The answer of %1 calls the media description “%2”, the offer “%3”.</source>
        <translation>Die Antwort von %1 nennt die Medienbeschreibung „%2“, das Angebot „%3“.</translation>
    </message>
    <message>
        <source>The data channel does not fit: %1 offers “%2”, %3 answers “%4”.</source>
        <translation>Der Datenkanal passt nicht: %1 bietet „%2“ an, %3 antwortet „%4“.</translation>
    </message>
    <message>
        <source>The description of %1 has no SCTP port.</source>
        <translation>Die Beschreibung von %1 hat keinen SCTP-Port.</translation>
    </message>
    <message>
        <source>Check the versions of the WebRTC libraries on both sides.</source>
        <translation>Die Versionen der WebRTC-Bibliotheken auf beiden Seiten prüfen.</translation>
    </message>
    <message>
        <source>%1 restarts ICE: user name fragment and password have changed within the session.</source>
        <translation>%1 startet ICE neu: Fragment und Kennwort haben sich in der Sitzung geändert.</translation>
    </message>
    <message>
        <source>The connection had been lost, or the network of %1 has changed.</source>
        <translation>Die Verbindung war verloren, oder das Netz von %1 hat sich geändert.</translation>
    </message>
    <message>
        <source>%1 are expected to connect, most likely over %2 ↔ %3 (%4).</source>
        <translation>%1 werden sich voraussichtlich verbinden, am ehesten über %2 ↔ %3 (%4).</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>close code %1</source>
        <translation>Close-Code %1</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>Zeitüberschreitung</translation>
    </message>
    <message>
        <source>without a close frame</source>
        <translation>ohne Close-Frame</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <extracomment>two names</extracomment>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 was answered by %2; what the descriptions allow is not known.</source>
        <translation>%1 bekam Antwort von %2; was die Beschreibungen erlauben, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>During the attempt a second connection registered the UUID of %1, and the relay closed the first (4004).</source>
        <translation>Während des Versuchs registrierte eine zweite Verbindung die UUID von %1, und das Relay schloss die erste (4004).</translation>
    </message>
</context>
<context>
    <name>Inspector::WelcomePage</name>
    <message>
        <source>See what your relay clients say</source>
        <translation>Sehen, was Ihre Relay-Clients sagen</translation>
    </message>
    <message>
        <source>Connections, handshakes, offers and answers of ProxyStore relay clients, as they went over the wire.</source>
        <translation>Verbindungen, Handshakes, Angebote und Antworten von ProxyStore-Relay-Clients, wie sie über die Leitung gingen.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>A local relay with two clients that exchange real offers and answers.</source>
        <translation>Ein lokales Relay mit zwei Clients, die echte Angebote und Antworten austauschen.</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>Connect as a client</source>
        <translation>Als Client verbinden</translation>
    </message>
    <message>
        <source>Is the relay reachable, is the token accepted, does the other endpoint answer?</source>
        <translation>Ist das Relay erreichbar, wird das Token angenommen, antwortet der andere Endpunkt?</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Verbinden…</translation>
    </message>
    <message>
        <source>Watch another client</source>
        <translation>Einen anderen Client beobachten</translation>
    </message>
    <message>
        <source>Point it at the proxy instead of its relay. Any language; nothing is changed on the way.</source>
        <translation>Richten Sie ihn auf den Proxy statt auf sein Relay. Jede Sprache; unterwegs wird nichts verändert.</translation>
    </message>
    <message>
        <source>Start a proxy…</source>
        <translation>Proxy starten…</translation>
    </message>
    <message>
        <source>Open a capture</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Look at traffic that was recorded here, by relayctl or on another machine.</source>
        <translation>Verkehr ansehen, der hier, von relayctl oder auf einem anderen Rechner aufgezeichnet wurde.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Run a program</source>
        <translation>Ein Programm starten</translation>
    </message>
    <message>
        <source>See what it and its relay send, TLS included, without a change of its configuration.</source>
        <translation>Zeigt, was es und sein Relay senden, auch über TLS, ohne Änderung seiner Konfiguration.</translation>
    </message>
    <message>
        <source>Run a program…</source>
        <translation>Programm starten…</translation>
    </message>
    <message>
        <source>Forward proxy</source>
        <translation>Forward-Proxy</translation>
    </message>
    <message>
        <source>For clients that are configured to use a proxy and keep the address of their relay.</source>
        <translation>Für Clients, die auf einen Proxy eingestellt werden und die Adresse ihres Relays behalten.</translation>
    </message>
    <message>
        <source>Forward proxy…</source>
        <translation>Forward-Proxy…</translation>
    </message>
    <message>
        <source>Attach to an application</source>
        <translation>An eine Anwendung anhängen</translation>
    </message>
    <message>
        <source>Applications that embed RelayCore publish what their clients send and receive.</source>
        <translation>Anwendungen mit RelayCore geben weiter, was ihre Clients senden und empfangen.</translation>
    </message>
    <message>
        <source>Attach…</source>
        <translation>Anhängen…</translation>
    </message>
    <message>
        <source>See an example</source>
        <translation>Ein Beispiel ansehen</translation>
    </message>
    <message>
        <source>Endpoints that do not meet, each for another reason, and one pair that does.</source>
        <translation>Endpunkte, die nicht zueinander finden, jeder aus einem anderen Grund, und ein Paar, das sich findet.</translation>
    </message>
    <message>
        <source>Open the sample capture</source>
        <translation>Beispielaufnahme öffnen</translation>
    </message>
</context>
<context>
    <name>Inspector::WrappedLabel</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
</context>
<context>
    <name>Ladder</name>
    <message>
        <source>Exchange %1</source>
        <translation>Austausch %1</translation>
    </message>
    <message>
        <source>+1 min 59 s</source>
        <translation>+1 min 59 s</translation>
    </message>
    <message>
        <source>No exchange selected</source>
        <translation>Kein Austausch gewählt</translation>
    </message>
    <message>
        <source>Choose a message in the table to see what came before it, and what answered it.</source>
        <translation>Wählen Sie eine Nachricht in der Tabelle, um zu sehen, was vorausging und was sie beantwortete.</translation>
    </message>
</context>
<context>
    <name>LadderArrow</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>PairCard</name>
    <message>
        <source>not judged yet</source>
        <translation>noch nicht beurteilt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Pairs</name>
    <message>
        <source>Pairs of endpoints</source>
        <translation>Paare von Endpunkten</translation>
    </message>
    <message>
        <source>Pairs, the most troubled first</source>
        <translation>Paare, die mit Problemen zuerst</translation>
    </message>
    <message>
        <source>Choose a pair to see what is known of its attempts.</source>
        <translation>Ein Paar auswählen, um zu sehen, was über seine Versuche bekannt ist.</translation>
    </message>
    <message>
        <source>No offers yet</source>
        <translation>Noch keine Angebote</translation>
    </message>
    <message>
        <source>Each pair of endpoints gets a verdict here once one of them has sent an offer.</source>
        <translation>Jedes Paar von Endpunkten bekommt hier ein Urteil, sobald einer ein Angebot gesendet hat.</translation>
    </message>
</context>
<context>
    <name>QFile</name>
    <message>
        <source>Destination file exists</source>
        <translation>die Zieldatei gibt es schon</translation>
    </message>
</context>
<context>
    <name>QIODevice</name>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>zu viele offene Dateien</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>auf dem Datenträger ist kein Platz mehr</translation>
    </message>
    <message>
        <source>Unknown error</source>
        <translation>unbekannter Fehler</translation>
    </message>
</context>
<context>
    <name>QNativeSocketEngine</name>
    <message>
        <source>The bound address is already in use</source>
        <translation>Adresse und Port sind schon belegt</translation>
    </message>
    <message>
        <source>The address is not available</source>
        <translation>die Adresse gibt es auf diesem Rechner nicht</translation>
    </message>
    <message>
        <source>The address is protected</source>
        <translation>für diesen Port fehlt die Berechtigung</translation>
    </message>
</context>
<context>
    <name>QSaveFile</name>
    <message>
        <source>Existing file %1 is not writable</source>
        <translation>die vorhandene Datei %1 ist nicht beschreibbar</translation>
    </message>
    <message>
        <source>Filename refers to a directory</source>
        <translation>der Name ist der eines Ordners</translation>
    </message>
</context>
</TS>
