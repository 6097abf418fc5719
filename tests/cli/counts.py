# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Counts what filters let through, in Python, and compares with `relayctl tail --count`.

    counts.py RELAYCTL CAPTURE

Every row is a filter and what it means in terms of the tables of docs/capture.md; each is tried as it is and negated.
Nothing here is shared with the matcher of relayctl.
"""
import json
import re
import sqlite3
import subprocess
import sys

RELAYCTL, CAPTURE = sys.argv[1:3]
KINDS = ["other", "registration", "response", "offer", "answer", "returned", "ping", "pong", "close"]
OPCODES = {1: "text", 2: "binary", 8: "close", 9: "ping", 10: "pong"}

db = sqlite3.connect(CAPTURE)
db.row_factory = sqlite3.Row
db.text_factory = bytes


def text(value):
    return None if value is None else value.decode("utf-8", "replace")


connections = {row["id"]: row for row in db.execute("SELECT * FROM connection")}
lost = [(row["source"], row["connection"]) for row in db.execute("SELECT * FROM lost")]
names = {}  # Every name that a UUID gave itself.


def learn(uuid, name):
    if uuid and name:
        names.setdefault(text(uuid), set()).add(text(name))


class Message:
    """A row of the table message with what the filters ask for."""

    def __init__(self, row):
        self.id = row["id"]
        self.connection = row["connection"]
        self.ns = row["time_ns"]
        self.sent = row["direction"] == 0
        self.opcode = OPCODES[row["opcode"]]
        self.kind = KINDS[row["kind"]]
        self.compressed = bool(row["compressed"])
        self.frames = row["frames"]
        self.truncated = bool(row["truncated"])
        self.source = text(row["source"])
        self.peer = text(row["peer"])
        self.name = text(row["source_name"])
        self.payload = bytes(row["payload"])
        self.size = row["inflated_bytes"] if row["inflated_bytes"] is not None else len(self.payload)
        self.json = None
        opaque = self.compressed and row["inflated_bytes"] is None
        self.text = self.payload.decode("utf-8", "replace")
        if self.opcode == "text" and not opaque:
            try:
                self.json = json.loads(self.payload)
            except ValueError:
                pass
        if self.json is not None:
            # As Python writes it where nothing has to be escaped: what is typed is what is found.
            self.text = plain(self.json)

    @property
    def description(self):
        if self.kind not in ("offer", "answer", "returned"):
            return None
        try:
            return json.loads(self.json["description"])["sdp"]
        except (ValueError, TypeError, KeyError):
            return self.json["description"]

    def attribute(self, name):
        """Values of a=NAME:VALUE, or of lines of that type."""
        values = []
        for line in (self.description or "").splitlines():
            if line.startswith("a=" + name + ":") or line == "a=" + name:
                values.append(line[len(name) + 3:])
            if len(name) == 1 and line.startswith(name + "="):
                values.append(line[2:])
        return values

    @property
    def error(self):
        if self.kind == "returned":
            return self.json["error"]
        if self.kind == "response" and not self.json["success"]:
            return self.json["message"]
        return None

    @property
    def ok(self):
        if self.kind == "response":
            return self.json["success"]
        return {"offer": True, "answer": True, "returned": False}.get(self.kind)

    def ends(self):
        """Sender and receiver: a UUID, or "relay", or None."""
        client = text(connections[self.connection]["uuid"])
        if self.kind in ("offer", "answer"):
            return self.source, self.peer
        if self.kind == "registration":
            return self.source, "relay"
        return (client, "relay") if self.sent else ("relay", client)

    def headers(self, name):
        row = connections[self.connection]
        found = []
        for column in ("request_headers", "response_headers"):
            for key, value in json.loads(row[column] or "[]"):
                if key.lower() == name:
                    found.append(value)
        return found


def plain(value):
    """Writes JSON with the texts in it as they are."""
    if isinstance(value, str):
        return '"' + value.replace('\\"', '"').replace("\\r\\n", "\r\n") + '"'
    if isinstance(value, dict):
        return "{" + ", ".join(plain(key) + ": " + plain(each) for key, each in value.items()) + "}"
    return json.dumps(value)


messages = [Message(row) for row in db.execute("SELECT * FROM message ORDER BY id")]
for row in db.execute("SELECT source, source_name FROM message"):
    learn(row["source"], row["source_name"])
for row in connections.values():
    learn(row["uuid"], row["name"])
start = messages[0].ns
MS = 1_000_000


def round_trips():
    """Registration and response in order; offer and answer, or what was returned, by swapped UUIDs."""
    found, registrations, offers, answers = {}, {}, {}, {}
    for m in messages:
        if m.kind == "registration":
            registrations.setdefault(m.connection, []).append(m)
        elif m.kind == "response" and registrations.get(m.connection):
            found[m.id] = m.ns - registrations[m.connection].pop(0).ns
        elif m.kind == "offer":
            offers.setdefault((m.connection, m.sent, m.source, m.peer), []).append(m)
        elif m.kind == "answer":
            waiting = offers.get((m.connection, not m.sent, m.peer, m.source))
            if waiting:
                found[m.id] = m.ns - waiting.pop(0).ns
            answers[(m.connection, m.sent, m.source, m.peer)] = m
        elif m.kind == "returned":
            route = (m.connection, not m.sent, m.source, m.peer)
            waiting, answer = offers.get(route), answers.get(route)
            if waiting and (not answer or waiting[-1].id > answer.id):
                found[m.id] = m.ns - waiting.pop().ns
            elif answer:
                found[m.id] = m.ns - answers.pop(route).ns
    return found


RTT = round_trips()


def named(uuid, test):
    return any(test(name) for name in names.get(uuid, ()))


def matches_end(end, want):
    """WANT: a name, "relay", or a function of a name."""
    if callable(want):
        return named(end, want)
    return (end == "relay" and want == "relay") or named(end, lambda name: name.lower() == want)


def is_lost(m):
    source = connections[m.connection]["source"]
    return any(c == m.connection or (c == 0 and s == source) for s, c in lost)


def has(word):
    return {
        "binary": lambda m: m.opcode == "binary",
        "fragments": lambda m: m.frames > 1,
        "deflate": lambda m: m.compressed,
        "lost": is_lost,
        "invalid": lambda m: m.opcode == "text" and m.kind == "other",
        "truncated": lambda m: m.truncated,
    }[word]


def contains(word):
    return lambda m: word.lower() in m.text.lower()


some_uuid = next(m.source for m in messages if m.kind == "offer")
middle = messages[len(messages) // 2]
size = sorted(m.size for m in messages)[len(messages) // 2]
rtt = sorted(RTT.values())[len(RTT) // 2]
peer_name = next(m.name for m in messages if m.kind == "offer")
offset = middle.ns - start


def iso(ns):
    from datetime import datetime, timezone
    moment = datetime.fromtimestamp(ns // 10**9, timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + ".%09dZ" % (ns % 10**9)


ROWS = [
    ("", lambda m: True),
    ("conn:1", lambda m: m.connection == 1),
    ("conn:=1", lambda m: m.connection == 1),
    ("conn:>1", lambda m: m.connection > 1),
    ("conn:>=2", lambda m: m.connection >= 2),
    ("conn:<2", lambda m: m.connection < 2),
    ("conn:<=2", lambda m: m.connection <= 2),
    ("conn:2..3", lambda m: 2 <= m.connection <= 3),
    ("conn:2..", lambda m: m.connection >= 2),
    ("conn:..2", lambda m: m.connection <= 2),
    ("conn:1|3", lambda m: m.connection in (1, 3)),
    ("dir:sent", lambda m: m.sent),
    ("dir:received", lambda m: not m.sent),
    ("dir:sent|received", lambda m: True),
    ("kind:peer", lambda m: m.kind in ("offer", "answer", "returned")),
    ("kind:control", lambda m: m.kind in ("ping", "pong", "close")),
    ("kind:offer|pong", lambda m: m.kind in ("offer", "pong")),
    ("desc:offer", lambda m: m.json is not None and m.json.get("description_type") == "offer"),
    ("desc:answer", lambda m: m.json is not None and m.json.get("description_type") == "answer"),
    ("uuid:" + some_uuid, lambda m: some_uuid in (m.source, m.peer)),
    ("uuid:" + some_uuid.upper().replace("-", ""), lambda m: some_uuid in (m.source, m.peer)),
    ("uuid:" + some_uuid[:6], lambda m: any((u or "").startswith(some_uuid[:6]) for u in (m.source, m.peer))),
    ("from:relay", lambda m: matches_end(m.ends()[0], "relay")),
    ("to:relay", lambda m: matches_end(m.ends()[1], "relay")),
    ("from:%s" % json.dumps(peer_name), lambda m: matches_end(m.ends()[0], peer_name.lower())),
    ("to:%s" % json.dumps(peer_name), lambda m: matches_end(m.ends()[1], peer_name.lower())),
    ("from:a*", lambda m: matches_end(m.ends()[0], lambda n: n.lower().startswith("a"))),
    ("to:*a", lambda m: matches_end(m.ends()[1], lambda n: n.lower().endswith("a"))),
    ("to:*A|relay", lambda m: m.ends()[1] == "relay" or matches_end(m.ends()[1], lambda n: n.lower().endswith("a"))),
    ("case:to:*A", lambda m: matches_end(m.ends()[1], lambda n: n.endswith("A"))),
    ("from:/^(alpha|beta)$/", lambda m: matches_end(m.ends()[0], lambda n: n.lower() in ("alpha", "beta"))),
    ("from:" + some_uuid, lambda m: m.ends()[0] == some_uuid),
    ("to:" + some_uuid[:9], lambda m: (m.ends()[1] or "").startswith(some_uuid[:9])),
    ("name:*", lambda m: any(named(end, bool) for end in m.ends())),
    ("name:alpha", lambda m: any(named(end, lambda n: n.lower() == "alpha") for end in m.ends())),
    ("name:peer-1", lambda m: any(named(end, lambda n: n.lower() == "peer-1") for end in m.ends())),
    ("name:peer-1*", lambda m: any(named(end, lambda n: n.lower().startswith("peer-1")) for end in m.ends())),
    ("ok:true", lambda m: m.ok is True),
    ("ok:false", lambda m: m.ok is False),
    ("err:*", lambda m: m.error is not None),
    ("err:peer", lambda m: m.error is not None and "peer" in m.error.lower()),
    ("case:err:peer", lambda m: m.error is not None and "peer" in m.error),
    ("err:\"not registered\"|taken", lambda m: m.error is not None and re.search("not registered|taken", m.error)),
    ("err:/café$/", lambda m: m.error is not None and m.error.lower().endswith("café")),
    ("len:%d" % size, lambda m: m.size == size),
    ("len:>%d" % size, lambda m: m.size > size),
    ("len:>=%d" % size, lambda m: m.size >= size),
    ("len:<%d" % size, lambda m: m.size < size),
    ("len:<=%d" % size, lambda m: m.size <= size),
    ("len:..%d" % size, lambda m: m.size <= size),
    ("len:100..1k", lambda m: 100 <= m.size <= 1000),
    ("len:>1Ki", lambda m: m.size > 1024),
    ("len:>4.9M", lambda m: m.size > 4_900_000),
    ("t:>=+%dns" % offset, lambda m: m.ns >= middle.ns),
    ("t:>+%dns" % offset, lambda m: m.ns > middle.ns),
    ("t:<+%dns" % offset, lambda m: m.ns < middle.ns),
    ("t:<=+%dns" % offset, lambda m: m.ns <= middle.ns),
    ("t:=+%dns" % offset, lambda m: m.ns == middle.ns),
    ("t:+1ms..+%dns" % offset, lambda m: start + MS <= m.ns <= middle.ns),
    ("t:>=" + iso(middle.ns), lambda m: m.ns >= middle.ns),
    ("t:.." + iso(middle.ns), lambda m: m.ns <= middle.ns),
    ("rtt:>=%dns" % rtt, lambda m: m.id in RTT and RTT[m.id] >= rtt),
    ("rtt:>%dns" % rtt, lambda m: m.id in RTT and RTT[m.id] > rtt),
    ("rtt:<%dns" % rtt, lambda m: m.id in RTT and RTT[m.id] < rtt),
    ("rtt:<=%dns" % rtt, lambda m: m.id in RTT and RTT[m.id] <= rtt),
    ("rtt:=%dns" % rtt, lambda m: m.id in RTT and RTT[m.id] == rtt),
    ("rtt:0s..%dns" % rtt, lambda m: m.id in RTT and RTT[m.id] <= rtt),
    ("has:binary|truncated", lambda m: m.opcode == "binary" or m.truncated),
    ("header.authorization", lambda m: bool(m.headers("authorization"))),
    ("header.user-agent:python", lambda m: any("python" in v.lower() for v in m.headers("user-agent"))),
    ("case:header.User-Agent:python", lambda m: any("python" in v for v in m.headers("user-agent"))),
    ("header.server:/^nginx$/", lambda m: any(v.lower() == "nginx" for v in m.headers("server"))),
    ("header.host:*", lambda m: bool(m.headers("host"))),
    ("sdp.setup", lambda m: bool(m.attribute("setup"))),
    ("sdp.setup:active", lambda m: any("active" in v for v in m.attribute("setup"))),
    ("sdp.candidate:relay", lambda m: any("relay" in v for v in m.attribute("candidate"))),
    ("sdp.candidate:\"typ host\"|\"typ relay\"",
     lambda m: any("typ host" in v or "typ relay" in v for v in m.attribute("candidate"))),
    ("sdp.c:/192\\.0\\.2\\.1\\d*$/", lambda m: any(re.search(r"192\.0\.2\.1\d*$", v) for v in m.attribute("c"))),
    ("sdp.nothing", lambda m: False),
    ("body:*", lambda m: m.size > 0),
    ("body:datachannel", contains("datachannel")),
    ("datachannel", contains("datachannel")),
    ("DataChannel", contains("datachannel")),
    ("case:DataChannel", lambda m: "DataChannel" in m.text),
    ("café", contains("café")),
    ("CAFÉ", contains("café")),
    ("case:CAFÉ", lambda m: "CAFÉ" in m.text),
    ("na=setup", contains("na=setup")),
    ("a=setup:act", contains("a=setup:act")),
    ("\"datachannel\\r\\nc=IN\"", contains("datachannel\r\nc=IN")),
    ("\"v=0\\r\\no=-\"", contains("v=0\r\no=-")),
    (some_uuid, lambda m: some_uuid in (m.source, m.peer) or some_uuid in m.text.lower()),
    ("{%s}" % some_uuid.upper(), lambda m: some_uuid in (m.source, m.peer) or some_uuid in m.text.lower()),
    ("/typ (host|relay)/", lambda m: bool(re.search("typ (host|relay)", m.text, re.I))),
    ("/^a=setup:act/m", lambda m: bool(re.search("^a=setup:act", m.text, re.I | re.M))),
    ("case:/Peer is/", lambda m: "Peer is" in m.text),
    ("kind:offer dir:sent conn:>1", lambda m: m.kind == "offer" and m.sent and m.connection > 1),
    ("kind:ping OR kind:offer dir:sent", lambda m: m.kind == "ping" or (m.kind == "offer" and m.sent)),
    ("(kind:ping OR kind:offer) -dir:sent", lambda m: m.kind in ("ping", "offer") and not m.sent),
    ("relay -sdp.candidate:relay", lambda m: "relay" in m.text and not any("relay" in v for v in m.attribute("candidate"))),
]
ROWS += [("kind:" + kind, lambda m, kind=kind: m.kind == kind) for kind in KINDS]
ROWS += [("op:" + op, lambda m, op=op: m.opcode == op) for op in OPCODES.values()]
ROWS += [("has:" + word, has(word)) for word in ("binary", "fragments", "deflate", "lost", "invalid", "truncated")]


def count(filter_text):
    run = subprocess.run([RELAYCTL, "tail", CAPTURE, "--count", "--", filter_text] if filter_text
                         else [RELAYCTL, "tail", CAPTURE, "--count"], capture_output=True, text=True)
    return int(run.stdout) if run.returncode == 0 else run.stderr


wrong = 0
keys = set()
idle = []  # Filters that let everything or nothing through here: equal counts of these say little.
for filter_text, predicate in ROWS:
    expected = sum(1 for m in messages if predicate(m))
    if 0 < expected < len(messages):
        keys.update(re.findall(r"(?:^|case:)(header|sdp|[a-z]+)[.:]", filter_text))
    else:
        idle.append(filter_text)
    variants = [(filter_text, expected)]
    if filter_text:
        variants += [("-(%s)" % filter_text, len(messages) - expected)]
    for text_, number in variants:
        found = count(text_)
        if found != number:
            wrong += 1
            print("%s: relayctl %s, Python %s" % (text_, found, number))
print("%d filters, each negated, on %d messages: %d differ; keys that tell messages apart: %s"
      % (len(ROWS), len(messages), wrong, " ".join(sorted(keys - {"case"}))))
print("idle: %s" % ", ".join(idle))
sys.exit(1 if wrong else 0)
