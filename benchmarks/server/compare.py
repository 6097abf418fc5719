# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Measures our relay beside proxystore-relay: every round runs each of them once, so that whatever else the machine does
meets both. Each is a process of its own; bench_server, the load, is another. Prints medians and ratios.
"""
import argparse
import json
import pathlib
import resource
import shlex
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'support'))
import processes  # noqa: E402
from verdict import verdict  # noqa: E402

OURS, REFERENCE = 'RelayServer', 'proxystore-relay'
TASKS = ('forwarding', 'latency', 'crowd', 'disturbed')
PERCENTILES = ('p50', 'p90', 'p99', 'max')
LOG_LEVELS = ('DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL')

# Of the first three ours / theirs is asked for, of the last one disturbed / undisturbed.
MOST_LATENCY = 0.6
LEAST_FORWARDED = 8
MOST_MEMORY = 1
MOST_DISTURBED = 1.2


class Sizes:
    def __init__(self, smoke: bool) -> None:
        self.forwarding = 200 if smoke else 3000  # milliseconds
        self.latency = 200 if smoke else 3000
        # As long as it takes that a slow reader is dropped, and connections are cut whose handshake takes 10 s.
        self.disturbed = 500 if smoke else 12_000
        self.pairs = (1, 8)
        self.window = 64
        self.clients = 50 if smoke else 5000
        self.opening = 32  # at a time
        self.strangers = 20 if smoke else 1000


class Bench:
    def __init__(self, arguments: argparse.Namespace) -> None:
        self.program = str(arguments.programs / 'bench_server')
        log_level = ['--log-level', arguments.log_level] if arguments.log_level else []
        self.commands = {
            OURS: shlex.split(arguments.relay) if arguments.relay else
            [str(arguments.programs / 'relayctl'), 'serve', '--port', 'PORT', '--max-messages-per-second', '0', *log_level],
            REFERENCE: processes.reference_command(arguments.python, arguments.log_level),
        }
        self.sizes = Sizes(arguments.smoke)
        self.rounds = 1 if arguments.smoke else arguments.rounds

    def start(self, name: str) -> processes.ListeningRelay:
        return processes.ListeningRelay(self.commands[name])

    def load(self, task: str, relay: processes.ListeningRelay, *numbers: int) -> list[str]:
        return [self.program, task, str(relay.port), *map(str, numbers)]

    def medians(self, measure, rounds: int) -> dict[str, dict[str, float]]:
        """measure(relay) returns figures; each time it gets a relay that has just been started."""
        runs = {name: [] for name in self.commands}
        for number in range(rounds):
            # The other one first every other time.
            for name in list(runs)[::1 if number % 2 == 0 else -1]:
                relay = self.start(name)
                try:
                    runs[name].append(measure(relay))
                finally:
                    relay.stop()
        return {name: {figure: statistics.median(run[figure] for run in those) for figure in those[0]}
                for name, those in runs.items()}


class Load:
    """A task of bench_server that goes on until its standard input is closed."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.first_line = self.process.stdout.readline()
        if not self.first_line:
            self.process.wait()
            raise RuntimeError(f'bench_server failed: {" ".join(command)}')

    def end(self) -> str:
        """What it said besides the first line."""
        said, _ = self.process.communicate(timeout=60)
        if self.process.returncode != 0:
            raise RuntimeError('bench_server failed.')
        return said


def number(figure: float) -> str:
    return f'{figure:,.{0 if figure >= 1000 else 1 if figure >= 10 else 2}f}'


def head(what: str, *columns: str) -> None:
    print(f'  {what:<38}' + ''.join(f'{column:>18}' for column in columns) + f'{"ratio":>9}')


def row(what: str, ours: float, theirs: float, limit: float | None = None, at_least: bool = False) -> None:
    ratio = ours / theirs
    print(f'  {what:<38}{number(ours):>18}{number(theirs):>18}{ratio:>9.2f}{verdict(ratio, limit, at_least)}')


def forwarding(bench: Bench) -> None:
    sizes = bench.sizes
    print(f'Offers (1,259 bytes) from one client to another, {sizes.window} of a pair on their way')
    for pairs in sizes.pairs:
        def measure(relay) -> dict[str, float]:
            figures = processes.measure(bench.load('forwarding', relay, sizes.forwarding, pairs, sizes.window), relay)
            return {'rate': 1e9 / figures['elapsed'], 'relay': figures['relay'] / figures['messages'],
                    'load': figures['processor']}

        figures = bench.medians(measure, bench.rounds)
        ours, theirs = figures[OURS], figures[REFERENCE]
        head(f'{pairs} pair{"s" if pairs > 1 else ""}', OURS, REFERENCE)
        row('forwarded per second', ours['rate'], theirs['rate'], LEAST_FORWARDED, at_least=True)
        row('processor time of the relay, us each', ours['relay'] / 1e3, theirs['relay'] / 1e3)
        row('processor time of the load, us each', ours['load'] / 1e3, theirs['load'] / 1e3)


def latency(bench: Bench) -> None:
    sizes = bench.sizes
    print('One offer at a time: from sending it to having it, us')
    figures = bench.medians(lambda relay: processes.measure(bench.load('latency', relay, sizes.latency), relay),
                            bench.rounds)
    head('', OURS, REFERENCE)
    for name in PERCENTILES:
        row(name, figures[OURS][name] / 1e3, figures[REFERENCE][name] / 1e3, None if name == 'max' else MOST_LATENCY)


def crowd(bench: Bench) -> None:
    sizes = bench.sizes
    print(f'{sizes.clients:,} clients that register, {sizes.opening} at a time, and are idle then')

    def measure(relay) -> dict[str, float]:
        before = relay.resident_bytes()
        processor = relay.processor_seconds()
        load = Load(bench.load('crowd', relay, sizes.clients, sizes.opening))
        after = relay.resident_bytes()
        processor = relay.processor_seconds() - processor
        load.end()
        elapsed = json.loads(load.first_line)['elapsed'] / 1e9
        return {'elapsed': elapsed, 'processor': processor, 'total': after / 2**20, 'before': before / 2**20,
                'each': (after - before) / 2**10 / sizes.clients}

    figures = bench.medians(measure, min(bench.rounds, 3))
    ours, theirs = figures[OURS], figures[REFERENCE]
    head('', OURS, REFERENCE)
    row('seconds until all are registered', ours['elapsed'], theirs['elapsed'])
    row('processor time of the relay, s', ours['processor'], theirs['processor'])
    row('resident before, MiB', ours['before'], theirs['before'])
    row('resident with all of them, MiB', ours['total'], theirs['total'], MOST_MEMORY)
    row('resident for each of them, KiB', ours['each'], theirs['each'])


def disturbed(bench: Bench) -> None:
    sizes = bench.sizes
    print(f'One offer at a time for {sizes.disturbed / 1000:g} s; then the same beside a client that never reads and is sent '
          f'2,000 offers a second,\nand {sizes.strangers:,} connections that never finish their handshake, us')

    def measure(relay) -> dict[str, float]:
        command = bench.load('latency', relay, sizes.disturbed)
        quiet = processes.measure(command, relay)
        load = Load(bench.load('disturb', relay, sizes.strangers))
        time.sleep(0 if sizes.disturbed < 1000 else 1)  # for the burst of opening to pass
        loaded = processes.measure(command, relay)
        outcome = json.loads(load.end().splitlines()[-1])
        return {**outcome, **{name: quiet[name] for name in PERCENTILES},
                **{f'{name} disturbed': loaded[name] for name in PERCENTILES}}

    figures = bench.medians(measure, min(bench.rounds, 3))
    for name, those in figures.items():
        head(name, 'disturbed', 'undisturbed')
        for percentile in PERCENTILES:
            row(percentile, those[f'{percentile} disturbed'] / 1e3, those[percentile] / 1e3,
                MOST_DISTURBED if name == OURS and percentile != 'max' else None)
        print(f'  slow reader: sent {those["offers"]:,.0f} offers, dropped {those["dropped"]:g} times; '
              f'unfinished: {those["strangers"]:,.0f} at a time, {those["cut"]:,.0f} cut')


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--programs', type=pathlib.Path, required=True, help='where bench_server and relayctl are')
    parser.add_argument('--python', type=pathlib.Path, required=True,
                        help='an interpreter that has proxystore (scripts/python-env)')
    parser.add_argument('--relay', metavar="'PROGRAM ...'",
                        help='another relay than relayctl, where PORT stands for the port: "bench_relay server PORT"')
    parser.add_argument('--log-level', choices=LOG_LEVELS, type=str.upper,
                        help='of both relays; the default is what each logs by itself. It goes to /dev/null in any case')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--smoke', action='store_true', help='sizes that measure nothing: only that everything runs')
    parser.add_argument('tasks', nargs='*', default=TASKS, help=f'of {", ".join(TASKS)}; all of them')
    arguments = parser.parse_args()
    if unknown := set(arguments.tasks) - set(TASKS):
        parser.error(f'no such task: {", ".join(sorted(unknown))}')
    if arguments.smoke:
        print('A smoke run: the figures and what is said of them mean nothing.')
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # The relays inherit it: 5,000 clients each.
    bench = Bench(arguments)
    for name, command in bench.commands.items():
        print(f'{name}: {shlex.join(command)}')
    print()
    for task in arguments.tasks:
        globals()[task](bench)
        print(flush=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
