# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""python_client.py TASK RELAY COUNT WINDOW OFFER: what bench_client measures, with proxystore's RelayClient.

Runs in the environment that scripts/python-env makes. The last line is a JSON object: nanoseconds per message or client.
"""
import asyncio
import json
import pathlib
import resource
import statistics
import sys
import time

from proxystore.p2p.relay.client import RelayClient
from proxystore.p2p.relay.messages import decode_relay_message


def processor_time() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


class Stopwatch:
    def __init__(self) -> None:
        self.start = time.perf_counter()
        self.processor_start = processor_time()

    def per(self, count: int) -> dict[str, float]:
        return {
            'elapsed': (time.perf_counter() - self.start) * 1e9 / count,
            'processor': (processor_time() - self.processor_start) * 1e9 / count,
        }


def new_client(relay: str) -> RelayClient:
    return RelayClient(relay, client_name='bench', reconnect_task=False)


def offer_to(client: RelayClient, offer: str):
    message = decode_relay_message(offer)
    message.source_uuid = message.peer_uuid = client.uuid
    return message


async def exchange(client: RelayClient, message, count: int, window: int) -> list[int]:
    """Returns the round trip times, which mean something where the window is 1."""
    round_trips = []
    sent = min(count, window)
    for _ in range(sent):
        await client.send(message)
    sent_at = time.perf_counter_ns()
    for _ in range(count):
        received = await client.recv()
        now = time.perf_counter_ns()
        round_trips.append(now - sent_at)
        if len(received.description) != len(message.description):
            raise RuntimeError('The relay returned something else than the offer.')
        if sent < count:
            sent += 1
            sent_at = now
            await client.send(message)
    return round_trips


async def measure_messages(relay: str, count: int, window: int, offer: str) -> dict[str, float]:
    async with new_client(relay) as client:
        message = offer_to(client, offer)
        await exchange(client, message, count // 10 + 1, window)
        watch = Stopwatch()
        round_trips = await exchange(client, message, count, window)
        return {**watch.per(count), **(percentiles(round_trips) if window == 1 else {})}


def percentiles(round_trips: list[int]) -> dict[str, float]:
    cuts = statistics.quantiles(round_trips, n=100, method='inclusive')
    return {'p50': cuts[49], 'p90': cuts[89], 'p99': cuts[98]}


async def measure_connecting(relay: str, count: int) -> dict[str, float]:
    """One after the other; as in bench_client the processor time includes the end, the elapsed time does not."""
    elapsed = 0.0
    watch = None
    for i in range(count + 1):
        if i == 1:
            watch, elapsed = Stopwatch(), 0.0
        start = time.perf_counter()
        client = new_client(relay)
        await client.connect()
        elapsed += time.perf_counter() - start
        await client.close()
    return {**watch.per(count), 'elapsed': elapsed * 1e9 / count}


def main(task: str, relay: str, count: str, window: str, offer_path: str) -> None:
    offer = pathlib.Path(offer_path).read_text(encoding='utf-8').strip()
    if task == 'connecting':
        figures = asyncio.run(measure_connecting(relay, int(count)))
    else:
        figures = asyncio.run(measure_messages(relay, int(count), int(window), offer))
    print(json.dumps(figures))


if __name__ == '__main__':
    main(*sys.argv[1:])
