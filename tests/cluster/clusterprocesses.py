# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""NATS servers and relays as processes on loopback, which are killed and started."""

import json
import pathlib
import signal
import socket
import subprocess
import time
import urllib.request


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def wait_until(condition, seconds=30):
    """Returns whether `condition` became true."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def takes_connections(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Program:
    """One process that is started again on the same port."""

    def __init__(self, name, port, folder):
        self.name = name
        self.port = port
        self.folder = pathlib.Path(folder)
        self.process = None
        self.starts = 0
        self.discards = False  # What it writes from the next start on.

    def command(self):
        raise NotImplementedError

    @property
    def output(self):
        return self.folder / f"{self.name}.{self.starts}.out"

    def start(self):
        self.starts += 1
        names = ("/dev/null",) * 2 if self.discards else (self.output, self.output.with_suffix(".err"))
        with open(names[0], "wb") as output, open(names[1], "wb") as errors:
            self.process = subprocess.Popen(self.command(), stdout=output, stderr=errors, stdin=subprocess.DEVNULL)

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def end(self, number=signal.SIGKILL):
        if self.is_running():
            self.process.send_signal(number)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Nats(Program):
    def __init__(self, name, port, route, routes, folder):
        super().__init__(name, port, folder)
        self.configuration = self.folder / f"{name}.conf"
        urls = "\n".join(f'  "nats://127.0.0.1:{other}"' for other in routes)
        self.configuration.write_text(
            f'listen: "127.0.0.1:{port}"\nserver_name: {name}\n'
            f'cluster {{\n name: chaos\n listen: "127.0.0.1:{route}"\n routes: [\n{urls}\n ]\n}}\n'
        )

    def command(self):
        return ["nats-server", "-c", str(self.configuration)]


class Relay(Program):
    def __init__(self, name, port, relayctl, servers, folder, options=()):
        super().__init__(name, port, folder)
        self.words = [relayctl, "serve", "--port", str(port), "--log-json"]
        if servers:
            self.words += ["--cluster", servers]
        self.words += options

    def command(self):
        return self.words

    def offer_metrics(self):
        """From the next start on; is_ready() needs them."""
        self.metrics = free_ports(1)[0]
        self.words += ["--metrics", f"127.0.0.1:{self.metrics}"]

    def is_ready(self):
        """Whether clients can connect, and the cluster is joined."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/metrics", timeout=5) as answer:
                joined = b"\nrelay_cluster_connected 1" in answer.read()
            with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/readyz", timeout=5) as answer:
                return joined and answer.status == 200
        except OSError:
            return False

    def registered(self):
        """The UUIDs that are registered, according to the log of the running process."""
        uuids = set()
        for line in self.output.read_text().splitlines():
            event = json.loads(line)
            if event["event"] == "registered":
                uuids.add(event["client"]["uuid"])
            elif event["event"] == "unregistered":
                uuids.discard(event["client"]["uuid"])
        return uuids

    def joined(self):
        """Whether the last line of the log about the cluster is that it was joined."""
        text = self.output.read_text()
        return text.rfind("Joined the cluster at") > text.rfind("The cluster is interrupted")


def make_cluster(relayctl, relays, nats, folder, options=()):
    """Returns the relays and the NATS servers, not started."""
    ports = free_ports(2 * nats + relays)
    routes = ports[nats : 2 * nats]
    servers = [Nats(f"nats{i}", ports[i], routes[i], routes, folder) for i in range(nats)]
    urls = ",".join(f"nats://127.0.0.1:{server.port}" for server in servers)
    members = [Relay(f"relay{i}", ports[2 * nats + i], relayctl, urls, folder, options) for i in range(relays)]
    return members, servers


def start_all(relays, servers):
    for program in servers + relays:
        program.start()
    for program in servers + relays:
        if not wait_until(lambda program=program: takes_connections(program.port)):
            raise SystemExit(f"{program.name} does not listen: {program.output.with_suffix('.err').read_text()}")
    for relay in relays:
        if not wait_until(relay.joined):
            raise SystemExit(f"{relay.name} does not join the cluster: {relay.output.read_text()}")
