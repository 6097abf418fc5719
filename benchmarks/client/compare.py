# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Measures RelayClient beside a bare QWebSocket, QWebSocket with QJsonDocument, and the Python client: every round runs
each of them once against the same relay, so that whatever else the machine does meets all. Prints medians and ratios.
"""
import argparse
import pathlib
import statistics
import sys

import reconnection

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'support'))
import processes  # noqa: E402
from verdict import verdict  # noqa: E402

OURS, SIGNALS, BARE, JSON, PYTHON = 'relayclient', 'signals only', 'qwebsocket', 'qjsondocument', 'python'
OFFER = pathlib.Path(__file__).parents[2] / 'tests' / 'vectors' / 'offer.json'
TASKS = ('pipelined', 'pingpong', 'connecting', 'memory', 'reconnecting', 'relays', 'tap')

# task: (contenders, count, count for Python, window)
FULL = {
    'pipelined': ((OURS, SIGNALS, BARE, JSON, PYTHON), 50_000, 3_000, 64),
    'pingpong': ((OURS, BARE, JSON, PYTHON), 10_000, 1_500, 1),
    'connecting': ((OURS, BARE, PYTHON), 200, 100, 1),
    'memory': ((OURS, BARE), 5_000, 0, 32),
    'reconnecting': ((OURS,), 5_000, 0, 10),  # 10 processes
    'relays': ((OURS, BARE, JSON, PYTHON), 20_000, 3_000, 64),
    'tap': ((OURS, 'tap open', 'tap stalled', 'tap read'), 50_000, 0, 64),
}
SMOKE = {task: (contenders, 20, 20, min(window, 4)) for task, (contenders, _, _, window) in FULL.items()}


class Bench:
    def __init__(self, arguments: argparse.Namespace) -> None:
        self.program = str(arguments.programs / 'bench_client')
        self.programs = arguments.programs
        self.python = arguments.python
        self.sizes = SMOKE if arguments.smoke else FULL
        self.rounds = 1 if arguments.smoke else arguments.rounds
        self.outage = 1.0 if arguments.smoke else 10.0

    def command(self, task: str, contender: str, relay, size: tuple) -> list[str]:
        _, count, python_count, window = size
        if contender == PYTHON:
            script = pathlib.Path(__file__).with_name('python_client.py')
            return [str(self.python), str(script), task, relay.url, str(python_count), str(window), str(OFFER)]
        return [self.program, task, contender, relay.url, str(count), str(window)]

    def medians(self, task: str, relay, size: tuple, rounds: int) -> dict[str, dict[str, float]]:
        contenders = [name for name in size[0] if name != PYTHON or self.python]
        runs = {name: [] for name in contenders}
        for number in range(rounds):
            # Another order each time: nobody is always the first, or always after the same one.
            for name in contenders[number % len(contenders):] + contenders[:number % len(contenders)]:
                figures = processes.measure(self.command(task, name, relay, size), relay)
                figures['relay'] /= size[2] if name == PYTHON else size[1]
                runs[name].append(figures)
        return {name: {figure: statistics.median(run[figure] for run in those) for figure in those[0]}
                for name, those in runs.items()}


def wanted(what: str, figure: float, limit: float | None, at_least: bool = False) -> None:
    """One ratio, and whether it is as wanted where something is wanted of it."""
    print(f'  {what:<58}{figure:>7.2f}{verdict(figure, limit, at_least)}')


def print_table(rows: dict[str, dict[str, float]], columns: list[tuple[str, str, float]]) -> None:
    """columns: (figure, title, what to divide by)"""
    print(f'  {"":<15}' + ''.join(f'{title:>16}' for _, title, _ in columns))
    for name, row in rows.items():
        cells = (f'{row[figure] / unit:>16.2f}' if figure in row else f'{"":>16}' for figure, _, unit in columns)
        print(f'  {name:<15}' + ''.join(cells))


def print_ratios(rows: dict[str, dict[str, float]], elapsed: dict[str, float], processor: dict[str, float]) -> None:
    """elapsed, processor: what is wanted at most of RelayClient / rival, or at least of python / RelayClient."""
    for figure, name, limits in (('elapsed', 'elapsed time', elapsed), ('processor', 'processor time', processor)):
        for rival in (rival for rival in (BARE, JSON, PYTHON) if rival in rows):
            numerator, denominator = (PYTHON, OURS) if rival == PYTHON else (OURS, rival)
            ratio = rows[numerator][figure] / rows[denominator][figure]
            wanted(f'{name}, {numerator} / {denominator}', ratio, limits.get(rival), at_least=rival == PYTHON)
        if SIGNALS in rows:
            wanted(f'{name}, {SIGNALS} / {BARE}', rows[SIGNALS][figure] / rows[BARE][figure], limits.get(BARE))
            wanted(f'{name}, {SIGNALS} / {OURS}', rows[SIGNALS][figure] / rows[OURS][figure], None)


MESSAGE_COLUMNS = [('elapsed', 'elapsed us', 1e3), ('processor', 'processor us', 1e3), ('relay', 'its relay us', 1e3)]


def pipelined(bench: Bench, relay) -> None:
    size = bench.sizes['pipelined']
    print(f'One offer (1,259 bytes) out and back, {size[3]} on their way: time per message')
    rows = bench.medians('pipelined', relay, size, bench.rounds)
    print_table(rows, MESSAGE_COLUMNS)
    limits = {BARE: 1.5, JSON: 0.6, PYTHON: 10}
    print_ratios(rows, limits, limits)


def pingpong(bench: Bench, relay) -> None:
    print('The same one by one')
    rows = bench.medians('pingpong', relay, bench.sizes['pingpong'], bench.rounds)
    print_table(rows, [*MESSAGE_COLUMNS, ('p50', 'p50 us', 1e3), ('p90', 'p90 us', 1e3), ('p99', 'p99 us', 1e3)])
    limits = {BARE: 1.5, JSON: 0.6}
    print_ratios(rows, limits, limits)


def connecting(bench: Bench, relay) -> None:
    print('Connect and register, one client after the other: time per client')
    rows = bench.medians('connecting', relay, bench.sizes['connecting'], bench.rounds)
    print_table(rows, MESSAGE_COLUMNS)
    print_ratios(rows, {}, {})


def memory(bench: Bench, relay) -> None:
    size = bench.sizes['memory']
    print(f'{size[1]:,} clients in one process: resident KiB per client')
    rows = bench.medians('memory', relay, size, min(bench.rounds, 3))
    print_table(rows, [('constructed', 'constructed', 1024), ('registered', 'registered', 1024),
                       ('talked', 'after an offer', 1024)])
    for figure, what in (('registered', 'registered'), ('talked', 'after an offer')):
        wanted(f'{what}, RelayClient / {BARE}', rows[OURS][figure] / max(rows[BARE][figure], 1), 1.3)


def reconnecting(bench: Bench, relay) -> None:
    size = bench.sizes['reconnecting']
    print(f'{size[1]:,} clients with the default options, {size[1] // size[3]:,} to a process, and a relay that is gone for '
          f'{bench.outage:g} s')
    result = reconnection.run(bench.program, relay, size[1], size[3], bench.outage, timeout=300)
    print(f'  {result["lost"]:,} connections lost, {result["refused"]:,} attempts refused meanwhile; then:')
    print(reconnection.histogram(result['back'], result['attempts']))
    last = result['back'][-1]
    print(f'  {result["processor"]:.1f} s of processor time in the processes of the clients, from their start to the end')
    wanted('largest second, share of all registrations', reconnection.largest_second(result['back']) / size[1], 0.25)
    wanted('largest second, share of all clients that try', reconnection.largest_second(result['attempts']) / size[1],
           0.25)
    wanted('seconds until all are back', last, 120)


def relays(bench: Bench, relay) -> None:
    size = bench.sizes['relays']
    others = {'RelayServer': (lambda: processes.Relay(bench.programs, 'server'), {BARE: 1.5, PYTHON: 10})}
    if bench.python:
        others['proxystore-relay'] = (lambda: processes.ListeningRelay(
            processes.reference_command(bench.python, log_level='error')), {})
    for name, (start, limits) in others.items():
        print(f'Pipelined as above, but against {name}: where its time is close to the elapsed time, it is what is measured')
        other = start()
        try:
            rows = bench.medians('pipelined', other, size, min(bench.rounds, 3))
        finally:
            other.stop()
        print_table(rows, MESSAGE_COLUMNS)
        print_ratios(rows, limits, {})


def tap(bench: Bench, relay) -> None:
    size = bench.sizes['tap']
    print(f'RelayClient with its tap closed, open, attached to a reader that has stopped reading, and to one that reads; '
          f'{size[3]} on their way')
    rows = bench.medians('pipelined', relay, size, bench.rounds)
    print_table(rows, MESSAGE_COLUMNS)
    for state, limit in (('tap open', 1.05), ('tap stalled', 1.05), ('tap read', None)):
        wanted(f'processor time, {state} / closed', rows[state]['processor'] / rows[OURS]['processor'], limit)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--programs', type=pathlib.Path, required=True, help='where bench_client and bench_relay are')
    parser.add_argument('--python', type=pathlib.Path, help='an interpreter that has proxystore (scripts/python-env)')
    parser.add_argument('--rounds', type=int, default=7)
    parser.add_argument('--smoke', action='store_true', help='counts that measure nothing: only that everything runs')
    parser.add_argument('tasks', nargs='*', default=TASKS, help=f'of {", ".join(TASKS)}; all of them')
    arguments = parser.parse_args()
    if unknown := set(arguments.tasks) - set(TASKS):
        parser.error(f'no such task: {", ".join(sorted(unknown))}')
    if not arguments.python:
        print('Without the Python client: no --python.')
    if arguments.smoke:
        print('A smoke run: the figures and what is said of them mean nothing.')
    bench = Bench(arguments)
    relay = processes.Relay(arguments.programs, 'echo')
    try:
        for task in arguments.tasks:
            globals()[task](bench, relay)
            print(flush=True)
    finally:
        relay.stop()
    return 0


if __name__ == '__main__':
    sys.exit(main())
