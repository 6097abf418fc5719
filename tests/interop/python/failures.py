# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Endpoints of the reference that do not meet, each for another reason; and two that do.

The scenario is the first argument. The caller is always a PeerManager that tries to reach the callee. Writes one JSON
object a line: {"event": "offered"} once the callee has received an offer, and {"event": "done"} at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import uuid

from proxystore.p2p.exceptions import PeerConnectionError
from proxystore.p2p.manager import PeerManager
from proxystore.p2p.relay.client import RelayClient

CALLEE = uuid.UUID('be7a0000-0000-4000-8000-000000000002')
CALLER = uuid.UUID('a1fa0000-0000-4000-8000-000000000001')
PATIENCE = 2.0  # seconds until the caller gives up


def say(event: str) -> None:
    print(json.dumps({'event': event}), flush=True)


def client(args: argparse.Namespace, name: str, peer: uuid.UUID, **options: object) -> RelayClient:
    headers = {'Authorization': f'Bearer secret-of-{name}'} if args.tokens else None
    return RelayClient(args.address, client_name=name, client_uuid=peer, extra_headers=headers, **options)


async def call(args: argparse.Namespace, peer: uuid.UUID) -> None:
    """Offers, waits until the caller would give up, and leaves."""
    async with PeerManager(client(args, 'alpha', CALLER), timeout=30, ice_servers=[]) as manager:
        try:
            await manager.send(peer, 'hello', timeout=PATIENCE)
        except PeerConnectionError as error:
            print(error, file=sys.stderr)
            return
        if args.scenario != 'connects':
            raise SystemExit('the peers met')


async def listen(args: argparse.Namespace) -> None:
    """A callee that receives one offer and does not answer it."""
    if args.held:
        say('ready')
        await asyncio.to_thread(sys.stdin.readline)
    callee = client(args, 'beta', CALLEE, reconnect_task=False)
    await callee.connect()
    say('registered')
    await callee.recv()
    say('offered')
    if args.scenario == 'killed':
        os.kill(os.getpid(), signal.SIGKILL)
    await asyncio.sleep(2 * PATIENCE)
    await callee.close()


def start_callee(args: argparse.Namespace, held: bool = False) -> subprocess.Popen[bytes]:
    """Starts a callee that registers at once, or, held, when it reads a line."""
    command = [sys.executable, __file__, args.scenario, '--address', args.address, '--callee']
    process = subprocess.Popen(command + ['--held'] * held, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    wait_for(process, b'ready' if held else b'registered')
    return process


def wait_for(process: subprocess.Popen[bytes], event: bytes) -> None:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert event in line, line


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument('scenario')
    parser.add_argument('--address', required=True)
    parser.add_argument('--callee', action='store_true')
    parser.add_argument('--held', action='store_true')
    parser.add_argument('--tokens', action='store_true')
    args = parser.parse_args()

    if args.callee:
        await listen(args)
        return
    if args.scenario in ('never-started', 'call'):
        await call(args, CALLEE)
    elif args.scenario == 'serve':  # Until it is ended.
        async with PeerManager(client(args, 'beta', CALLEE), ice_servers=[]):
            say('registered')
            await asyncio.Event().wait()
    elif args.scenario in ('connects', 'wrong-uuid', 'other-user'):
        async with PeerManager(client(args, 'beta', CALLEE), ice_servers=[]):
            wrong = uuid.UUID('be7a0000-0000-4000-8000-000000000003')
            await call(args, wrong if args.scenario == 'wrong-uuid' else CALLEE)
    elif args.scenario == 'duplicate-uuid':
        first = start_callee(args)
        # Started before the offer: Python takes seconds on a busy machine, and the caller waits for two.
        second = start_callee(args, held=True)
        attempt = asyncio.create_task(call(args, CALLEE))
        # The second one registers once the first has received the offer. The reference ends the first then.
        await asyncio.to_thread(wait_for, first, b'offered')
        assert second.stdin is not None
        second.stdin.write(b'\n')
        second.stdin.flush()
        await asyncio.to_thread(wait_for, second, b'registered')
        await attempt
        for process in (first, second):
            process.kill()
            process.wait()
    elif args.scenario == 'relay-killed':
        callee = start_callee(args)
        caller = PeerManager(client(args, 'alpha', CALLER, reconnect_task=False), ice_servers=[])
        await caller.async_init()
        connection = await caller.get_connection(CALLEE)
        await asyncio.to_thread(wait_for, callee, b'offered')
        say('offered')  # The test ends the relay now.
        await caller.relay_client.websocket.wait_closed()
        await connection.close()
        callee.kill()
        callee.wait()
    else:  # silent, killed
        process = start_callee(args)
        await call(args, CALLEE)
        process.wait()
    say('done')


asyncio.run(main())
