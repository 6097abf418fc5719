# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Thousands of clients behind `relayctl proxy`: all are registered through it, and then one of them sends a message.

Prints how long it took to register them, what the proxy needs of memory for each, and of a processor while all are idle.
Each connection takes two file descriptors of the proxy; the limits of the processes are raised as far as the system
allows, and fewer clients are started where that is not enough.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import time
import uuid
from urllib.parse import urlsplit

RESERVED = 50  # Descriptors of a process that are no connections.
UNDER_WAY = 64  # Clients that connect at the same time.
IDLE_SECONDS = 5


def raise_limits(wanted: int) -> int:
    """Lets this process and its children open files, and returns how many."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(wanted, soft), max(wanted, hard)))
    except (ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


class Program:
    """A relayctl that listens."""

    def __init__(self, *command: str) -> None:
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f'{" ".join(command)} does not listen')
        self.url = json.loads(line)['url']

    def memory(self) -> int:
        """Bytes that are in memory."""
        with open(f'/proc/{self.process.pid}/statm') as file:
            return int(file.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')

    def processor_seconds(self) -> float:
        with open(f'/proc/{self.process.pid}/stat') as file:
            fields = file.read().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(60)


def text_frame(text: str) -> bytes:
    payload = text.encode()
    assert len(payload) < 65536
    size = bytes([0x80 | len(payload)]) if len(payload) < 126 else b'\xfe' + len(payload).to_bytes(2, 'big')
    return b'\x81' + size + bytes(4) + payload  # A mask of zeros leaves the payload as it is.


async def read_text(reader: asyncio.StreamReader) -> bytes:
    """Returns the next text; pings of the relay in front of it are not answered."""
    while True:
        head = await reader.readexactly(2)
        size = head[1] & 0x7F
        if size == 126:
            size = int.from_bytes(await reader.readexactly(2), 'big')
        payload = await reader.readexactly(size)
        if head[0] == 0x81:
            return payload


async def register(url: str, name: str, peer: uuid.UUID) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(
        f'GET / HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n'.encode(),
    )
    head = await reader.readuntil(b'\r\n\r\n')
    assert head.startswith(b'HTTP/1.1 101 '), head
    writer.write(text_frame(json.dumps({'message_type': 'relay_registration', 'name': name, 'uuid': str(peer)})))
    assert json.loads(await read_text(reader))['success'] is True
    return reader, writer


async def measure(relay: Program, proxy: Program, count: int) -> None:
    before = proxy.memory()
    gate = asyncio.Semaphore(UNDER_WAY)
    peers = [uuid.uuid4() for _ in range(count)]

    async def client(index: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async with gate:
            return await register(proxy.url, f'client {index}', peers[index])

    started = time.monotonic()
    clients = await asyncio.gather(*(client(index) for index in range(count)))
    seconds = time.monotonic() - started
    memory = proxy.memory() - before
    used = proxy.processor_seconds()
    await asyncio.sleep(IDLE_SECONDS)
    idle = (proxy.processor_seconds() - used) / IDLE_SECONDS

    offer = {
        'message_type': 'peer_connection', 'source_uuid': str(peers[0]), 'source_name': 'client 0',
        'peer_uuid': str(peers[-1]), 'description_type': 'offer', 'description': 'v=0', 'error': None,
    }
    started = time.monotonic()
    clients[0][1].write(text_frame(json.dumps(offer)))
    received = json.loads(await read_text(clients[-1][0]))
    assert received['description'] == 'v=0', received
    forwarded = time.monotonic() - started
    for _, writer in clients:
        writer.close()

    print(f'{count} clients registered through the proxy in {seconds:.1f} s')
    print(f'memory of the proxy       {memory / count / 1024:6.1f} KiB for each ({memory / 1048576:.0f} MiB)')
    print(f'processor while idle      {idle * 100:6.1f} %')
    print(f'one message among them    {forwarded * 1000:6.2f} ms')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--relayctl', required=True)
    parser.add_argument('--clients', type=int, default=10_000)
    parser.add_argument('--capture', help='a new capture file; default: none')
    args = parser.parse_args()
    count = min(args.clients, (raise_limits(2 * args.clients + RESERVED) - RESERVED) // 2)
    limit = str(count + RESERVED)
    relay = Program(args.relayctl, 'serve', '--port', '0', '--max-connections', limit, '--max-connections-per-address', limit,
                    '--keepalive', '3600')
    capture = ['--capture', args.capture] if args.capture else []
    proxy = Program(args.relayctl, 'proxy', '--listen', '127.0.0.1:0', '--upstream', relay.url, *capture)
    try:
        asyncio.run(measure(relay, proxy, count))
    finally:
        proxy.end()
        relay.end()


main()
