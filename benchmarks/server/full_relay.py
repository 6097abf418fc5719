#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""A relay that is full: `relayctl serve` with few descriptors, and more clients than fit that come and go.

    benchmarks/server/full_relay.py RELAYCTL [--descriptors 1000] [--clients 3000] [--seconds 120] [--stay 10]

Every client connects, registers, stays, leaves, and comes back. Prints how much of a processor the relay uses in each
second while it is full, how long clients wait, and the time of a registration before and after. Leaves with 1 where a
client is refused or lost, where the relay uses more than a fifth of a processor in any second, or where it has become
slower. Loopback only; ends by itself.
"""
import argparse
import asyncio
import base64
import json
import os
import random
import resource
import statistics
import struct
import subprocess
import sys
import time
import uuid


def frame(opcode, payload):
    """A masked frame, with a mask of zeros."""
    size = len(payload)
    head = bytes([0x80 | opcode, 0x80 | size]) if size < 126 else bytes([0x80 | opcode, 0x80 | 126]) + struct.pack(">H", size)
    return head + bytes(4) + payload


async def register(port):
    """\\return reader, writer and the seconds it took."""
    start = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    key = base64.b64encode(os.urandom(16)).decode()
    writer.write(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 101"):
        raise ConnectionError(head.split(b"\r\n")[0].decode("latin1"))
    writer.write(frame(1, json.dumps({"message_type": "relay_registration", "name": "client",
                                      "uuid": str(uuid.uuid4())}).encode()))
    first = 0x89
    while first == 0x89:  # A ping of the relay may come before its answer.
        first, size = await reader.readexactly(2)
        if size == 126:
            size = struct.unpack(">H", await reader.readexactly(2))[0]
        answer = await reader.readexactly(size)
        if first == 0x89:
            writer.write(frame(10, answer))
    if first != 0x81 or not json.loads(answer)["success"]:
        raise ConnectionError(f"registration: {answer!r}")
    return reader, writer, time.monotonic() - start


async def leave(writer):
    writer.write(frame(8, struct.pack(">H", 1000)))
    writer.close()
    try:
        await writer.wait_closed()
    except OSError:
        pass


async def come_and_go(port, end, stay, waits, failures):
    while time.monotonic() < end:
        try:
            reader, writer, took = await register(port)
            waits.append(took)
            # Not all at once: a thousand registrations in one second are work, and not what is looked for.
            await asyncio.sleep(min(stay * random.uniform(0.5, 1.5), max(0, end - time.monotonic())))
            await leave(writer)
        except (OSError, asyncio.IncompleteReadError) as error:
            failures.append(str(error))
            await asyncio.sleep(1)


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def watch(pid, end, shares):
    before, at = processor_seconds(pid), time.monotonic()
    while time.monotonic() < end:
        await asyncio.sleep(1)
        now, used = time.monotonic(), processor_seconds(pid)
        shares.append((used - before) / (now - at))
        before, at = used, now


async def registrations(port, count=200):
    """\\return the median time of one, in milliseconds."""
    times = []
    for _ in range(count):
        _, writer, took = await register(port)
        times.append(took)
        await leave(writer)
    return statistics.median(times) * 1000


async def run(relay, port, options):
    before = await registrations(port)
    waits, failures, shares = [], [], []
    end = time.monotonic() + options.seconds
    clients = [asyncio.create_task(come_and_go(port, end, options.stay, waits, failures)) for _ in range(options.clients)]
    await asyncio.sleep(5)  # Until it is full.
    await watch(relay.pid, end, shares)
    await asyncio.gather(*clients)
    await asyncio.sleep(2)
    after = await registrations(port)
    print(f"served {len(waits)} registrations, {len(failures)} failures {failures[:3]}")
    print(f"waits of clients: median {statistics.median(waits):.2f} s, longest {max(waits):.2f} s")
    print(f"processor while full: mean {100 * statistics.mean(shares):.1f} %, most in a second {100 * max(shares):.1f} %")
    print(f"a registration: {before:.2f} ms before, {after:.2f} ms afterwards (medians of 200)")
    return not failures and max(shares) <= .2 and after < 2 * before + 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("relayctl")
    parser.add_argument("--descriptors", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=3000)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--stay", type=float, default=10)
    options = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

    def limit():
        resource.setrlimit(resource.RLIMIT_NOFILE, (options.descriptors, options.descriptors))

    relay = subprocess.Popen([options.relayctl, "serve", "--port", "0", "--log-level", "WARNING"], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, preexec_fn=limit)
    try:
        port = int(json.loads(relay.stdout.readline())["url"].rsplit(":", 1)[1])
        good = asyncio.run(run(relay, port, options))
    finally:
        relay.terminate()
        log = relay.communicate()[1].decode()
    print("log of the relay:", *log.splitlines()[:6], f"({len(log.splitlines())} lines)", sep="\n  ")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
