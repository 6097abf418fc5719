# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Kills and starts relays and NATS servers of a cluster while clients exchange offers, and accounts for every message.

Each message must have exactly one outcome: delivered, or returned, or lost with a connection that has ended: that of its
sender, or one of its peer. Messages of one connection to one peer must arrive in order. In the end every client must be
registered with one relay, and reach every other.

  chaos.py --relayctl build/dev/bin/relayctl --seconds 600 --clients 3000
"""

import argparse
import asyncio
import json
import random
import signal
import sys
import tempfile
import time
import uuid

import websockets

import clusterprocesses as processes


LONGEST_OUTCOME = 12  # Seconds: the deadline of a message between two relays, and some for a busy machine.


def count(counts, what):
    counts[what] = counts.get(what, 0) + 1


class Connection:
    """One registered WebSocket of a client."""

    def __init__(self, number, relay):
        self.number = number
        self.relay = relay
        self.opened = time.monotonic()
        self.ended = None  # When; None while it is open.
        self.code = None


class Message:
    __slots__ = ("sender", "peer", "connection", "sent", "delivered", "returned")

    def __init__(self, sender, peer, connection):
        self.sender = sender
        self.peer = peer
        self.connection = connection
        self.sent = time.monotonic()
        self.delivered = []  # (client, connection)
        self.returned = 0


class Client:
    def __init__(self, world, index):
        self.world = world
        self.index = index
        self.uuid = str(uuid.uuid4())
        self.connections = []
        self.current = None  # (Connection, WebSocket), registered.
        self.arrivals = []  # Numbers of messages, as they arrived.

    async def run(self):
        while not self.world.stopping:
            try:
                await self.connect_once(random.choice(self.world.relays))
            except (OSError, asyncio.TimeoutError, websockets.WebSocketException):
                pass
            await asyncio.sleep(random.uniform(0.05, 0.6))

    async def connect_once(self, relay):
        async with self.world.opening:
            socket = await websockets.connect(
                f"ws://127.0.0.1:{relay.port}", ping_interval=None, close_timeout=2, open_timeout=10
            )
        try:
            await socket.send(json.dumps({"message_type": "relay_registration", "name": "c", "uuid": self.uuid}))
            answer = json.loads(await asyncio.wait_for(socket.recv(), 10))
            if not answer.get("success"):
                return
            connection = Connection(len(self.connections), relay)
            self.connections.append(connection)
            self.current = (connection, socket)
            try:
                async for text in socket:
                    self.receive(connection, json.loads(text))
            finally:
                connection.ended = time.monotonic()
                connection.code = socket.close_code
                if self.current and self.current[0] is connection:
                    self.current = None
        finally:
            await socket.close()

    def receive(self, connection, event):
        message = self.world.messages[int(event["description"])]
        if event["error"] is None:
            message.delivered.append((self.index, connection))
            self.arrivals.append(int(event["description"]))
        else:
            message.returned += 1

    async def move(self):
        """Registers with another relay before the first connection has ended, as after a half-open connection."""
        if self.current:
            try:
                await self.connect_once(random.choice(self.world.relays))
            except (OSError, asyncio.TimeoutError, websockets.WebSocketException):
                pass

    async def send(self, peer):
        if not self.current:
            return False
        connection, socket = self.current
        number = len(self.world.messages)
        self.world.messages.append(Message(self.index, peer.index, connection))
        text = json.dumps(
            {
                "message_type": "peer_connection",
                "source_uuid": self.uuid,
                "source_name": "c",
                "peer_uuid": peer.uuid,
                "description_type": "offer",
                "description": str(number),
                "error": None,
            }
        )
        try:
            await socket.send(text)
        except (OSError, websockets.WebSocketException):
            pass  # Its connection has ended, which accounts for it.
        return True


class World:
    def __init__(self, options, folder):
        self.options = options
        self.relays, self.nats = processes.make_cluster(
            options.relayctl, options.relays, options.nats, folder, ["--max-connections-per-address", "0"]
        )
        self.messages = []
        self.stopping = False
        self.opening = asyncio.Semaphore(200)
        self.clients = [Client(self, index) for index in range(options.clients)]
        self.faults = {}
        self.times = []  # Of the faults: (when, what).

    def count(self, what):
        count(self.faults, what)
        self.times.append((time.monotonic(), what))

    def fault_before(self, moment):
        """What may have kept a message from getting an outcome: all kinds of faults between its sending and `moment`."""
        kinds = {what for when, what in self.times if moment - LONGEST_OUTCOME < when < moment and what != "takeovers"}
        return " + ".join(sorted(kinds)) or "no fault"

    def ready(self):
        return sum(client.current is not None for client in self.clients)

    async def until(self, condition, seconds):
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                return False
            await asyncio.sleep(0.1)
        return True

    async def traffic(self, until):
        """Bursts from random clients to random peers, at options.rate messages a second."""
        start = time.monotonic()
        sent = 0
        while time.monotonic() < until:
            if sent > (time.monotonic() - start) * self.options.rate:
                await asyncio.sleep(0.005)
                continue
            client, peer = random.sample(self.clients, 2)
            if not client.current:
                await asyncio.sleep(0)  # Otherwise no client could connect while few are.
                continue
            for _ in range(random.randint(1, 6)):
                sent += await client.send(peer)
            if random.random() < 0.002:
                self.count("takeovers")
                asyncio.ensure_future(client.move())

    async def fault(self, programs, number, what):
        program = random.choice([one for one in programs if one.is_running()] or programs)
        self.count(what)
        await asyncio.to_thread(program.end, number)
        await asyncio.sleep(random.uniform(0.1, 3))
        program.start()

    async def hang(self, programs, what):
        """As a machine that swaps: it does nothing for a while, and then goes on."""
        program = random.choice(programs)
        if program.is_running():
            self.count(what)
            process = program.process
            process.send_signal(signal.SIGSTOP)
            await asyncio.sleep(random.uniform(0.2, 6))
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)

    async def faults_until(self, until):
        running = []
        while time.monotonic() < until:
            await asyncio.sleep(random.uniform(*self.options.pause))
            kinds = ["relays killed", "relays stopped", "NATS servers killed", "NATS servers killed"]
            kind = random.choice(kinds + ["relays hung", "NATS servers hung"] * self.options.hang)
            programs = self.nats if kind.startswith("NATS") else self.relays
            if kind.endswith("hung"):
                running.append(asyncio.ensure_future(self.hang(programs, kind)))
                continue
            number = signal.SIGTERM if kind == "relays stopped" else signal.SIGKILL
            if len([one for one in programs if one.is_running()]) > (0 if programs is self.nats else 1):
                running.append(asyncio.ensure_future(self.fault(programs, number, kind)))
        await asyncio.gather(*running)


def judge(world):
    """Returns the sums, what is wrong, and how often a message was lost with whose connection, by its close code."""
    lost = {}
    sums = {"messages": len(world.messages), "delivered": 0, "returned": 0, "lost with a connection": 0}
    wrong = []
    for number, message in enumerate(world.messages):
        outcomes = len(message.delivered) + message.returned
        if outcomes > 1:
            wrong.append(f"message {number}: {len(message.delivered)} times delivered, {message.returned} times returned")
        if any(receiver != message.peer for receiver, _ in message.delivered):
            wrong.append(f"message {number} reached a client that is not its peer")
        if message.delivered:
            sums["delivered"] += 1
        elif message.returned:
            sums["returned"] += 1
        else:
            # A connection of the sender that ended much later did not take the message along.
            peers = [one for one in world.clients[message.peer].connections if one.ended and one.ended >= message.sent]
            own = message.connection
            if own.ended and (own.ended < message.sent + LONGEST_OUTCOME or not peers):
                sums["lost with a connection"] += 1
                count(lost, f"the sender's, {own.code}")
            elif peers:
                sums["lost with a connection"] += 1
                count(lost, f"the peer's, {peers[0].code}")
            else:
                wrong.append(f"message {number} has no outcome, and neither connection has ended")
    for client in world.clients:
        last = {}
        for number in client.arrivals:
            connection = world.messages[number].connection
            if last.get(connection, -1) > number:
                wrong.append(f"message {number} was overtaken by message {last[connection]} of the same connection")
            last[connection] = number
    return sums, wrong, lost


async def main(options):
    random.seed(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        world = World(options, folder)
        try:
            processes.start_all(world.relays, world.nats)
            tasks = [asyncio.ensure_future(client.run()) for client in world.clients]
            if not await world.until(lambda: world.ready() == len(world.clients), 120):
                raise SystemExit(f"only {world.ready()} clients are registered")
            until = time.monotonic() + options.seconds
            await asyncio.gather(world.traffic(until), world.faults_until(until - 5))

            # Everything is up again: all clients return, and every message gets its outcome.
            problems = []
            if not await world.until(lambda: world.ready() == len(world.clients), 120):
                problems.append(f"only {world.ready()} of {len(world.clients)} clients came back")
            for relay in world.relays:
                if not await asyncio.to_thread(processes.wait_until, relay.joined, 30):
                    problems.append(f"{relay.name} did not join the cluster again")
            await asyncio.sleep(12)  # The deadline of what was under way, and repeated claims.
            await world.until(lambda: world.ready() == len(world.clients), 60)
            before = len(world.messages)
            for index, client in enumerate(world.clients):
                await client.send(world.clients[(index * 7 + 1) % len(world.clients)])
            last = world.messages[before:]
            await world.until(lambda: all(one.delivered or one.returned for one in last), 30)
            undelivered = sum(not one.delivered for one in last)
            if undelivered:
                problems.append(f"{undelivered} of {len(last)} messages after the end of all faults were not delivered")
            places = {}
            for relay in world.relays:
                for one in relay.registered():
                    places.setdefault(one, []).append(relay.name)
            problems += [f"{one} is registered with {names}" for one, names in places.items() if len(names) > 1]
            missing = [client.uuid for client in world.clients if client.uuid not in places]
            if missing:
                problems.append(f"{len(missing)} clients are registered with no relay")

            sums, wrong, lost = judge(world)
            problems += wrong
            closed = {}
            unknown = {}
            for client in world.clients:
                for connection in client.connections:
                    if connection.ended:
                        count(closed, str(connection.code))
                    if connection.ended and connection.code == 1013:
                        count(unknown, world.fault_before(connection.ended))
            print(json.dumps({"seed": options.seed, "seconds": options.seconds, "clients": options.clients, **sums}))
            print(json.dumps({"faults": world.faults, "connections closed by code": closed}))
            print(json.dumps({"lost with": lost, "1013 after": unknown}))
            for problem in problems[:20]:
                print(problem, file=sys.stderr)
            if len(problems) > 20:
                print(f"and {len(problems) - 20} more", file=sys.stderr)
            world.stopping = True
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if options.least_crossings and sums["delivered"] < options.least_crossings:
                problems.append("too few messages were delivered to prove anything")
                print(problems[-1], file=sys.stderr)
            return 1 if problems else 0
        finally:
            for program in world.relays + world.nats:
                program.end()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--relayctl", required=True)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--clients", type=int, default=3000)
    parser.add_argument("--relays", type=int, default=3)
    parser.add_argument("--nats", type=int, default=3)
    parser.add_argument("--rate", type=float, default=400, help="messages a second, all clients together")
    parser.add_argument("--pause", type=float, nargs=2, default=(1.0, 6.0), help="seconds between faults, from and to")
    parser.add_argument("--hang", type=int, default=0, metavar="N", help="stop processes for a while, too; how often")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--least-crossings", type=int, default=0)
    sys.exit(asyncio.run(main(parser.parse_args())))
