# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Measures relays that are joined by NATS: offers across two relays beside offers within one of them, and three relays
beside one. All are processes of this machine, and so are three NATS servers; every round measures both sides, in turns.
Prints medians and ratios.
"""
import argparse
import contextlib
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'support'))
sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / 'tests' / 'cluster'))
import clusterprocesses as cluster_processes  # noqa: E402
from verdict import verdict  # noqa: E402

import json  # noqa: E402

LEAST_ACROSS = 0.4
MOST_LATENCY = 3
LEAST_SCALE_OUT = 2


def number(figure: float) -> str:
    return f'{figure:,.{0 if figure >= 1000 else 1 if figure >= 10 else 2}f}'


def row(what: str, one: float, other: float, limit: float | None = None, at_least: bool = False) -> None:
    ratio = one / other
    print(f'  {what:<34}{number(one):>16}{number(other):>16}{ratio:>9.2f}{verdict(ratio, limit, at_least)}')


def head(what: str, *columns: str) -> None:
    print(f'  {what:<34}' + ''.join(f'{column:>16}' for column in columns) + f'{"ratio":>9}')


def processor_seconds(programs) -> float:
    total = 0
    for program in programs:
        fields = pathlib.Path(f'/proc/{program.process.pid}/stat').read_text().rsplit(')', 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf('SC_CLK_TCK')


def bound(figures: dict[str, float], relays: int, processors: int) -> float:
    """Offers a second at most, where a relay uses one processor, and the load shares all of them with the relays."""
    return min(relays * 1e6 / figures['processor'], processors * 1e6 / (figures['processor'] + figures['load']))


class Bench:
    def __init__(self, arguments: argparse.Namespace, folder: str) -> None:
        self.program = str(arguments.programs / 'bench_server')
        self.rounds = 1 if arguments.smoke else arguments.rounds
        self.milliseconds = 200 if arguments.smoke else 3000
        self.relays, self.nats = cluster_processes.make_cluster(
            str(arguments.programs / 'relayctl'), 3, arguments.nats, folder, ['--max-messages-per-second', '0'])
        cluster_processes.start_all(self.relays, self.nats)
        # Now that all have joined, with the log that they have by themselves.
        for relay in self.relays:
            relay.end()
            relay.words = [word for word in relay.words if word != '--log-json']
            relay.words += ['--log-level', arguments.log_level] if arguments.log_level else []
            relay.discards = True
            relay.offer_metrics()
            relay.start()
        for relay in self.relays:
            if not cluster_processes.wait_until(relay.is_ready):
                raise SystemExit(f'{relay.name} is not ready')
        self.ports = [str(relay.port) for relay in self.relays]

    def run(self, *words: str, loads: int = 1) -> list[dict[str, float]]:
        """Runs bench_server, so many at once."""
        running = [subprocess.Popen([self.program, *words], stdout=subprocess.PIPE, text=True) for _ in range(loads)]
        outputs = [one.communicate(timeout=300)[0] for one in running]
        if any(one.returncode for one in running):
            raise SystemExit('bench_server failed.')
        return [json.loads(output.splitlines()[-1]) for output in outputs]

    def medians(self, measures: dict) -> dict[str, dict[str, float]]:
        runs = {name: [] for name in measures}
        for index in range(self.rounds):
            for name in list(runs)[::1 if index % 2 == 0 else -1]:
                runs[name].append(measures[name]())
        return {name: {figure: statistics.median(run[figure] for run in those) for figure in those[0]}
                for name, those in runs.items()}

    def forwarding(self, places: str, pairs: int, loads: int = 1) -> dict[str, float]:
        programs = self.relays + self.nats
        before = processor_seconds(programs)
        figures = self.run('forwarding', places, str(self.milliseconds), str(pairs), '64', loads=loads)
        messages = sum(one['messages'] for one in figures)
        return {'rate': sum(1e9 / one['elapsed'] for one in figures),
                'processor': (processor_seconds(programs) - before) / messages * 1e6,
                'load': statistics.mean(one['processor'] for one in figures) / 1e3}

    def latency(self, places: str) -> dict[str, float]:
        return self.run('latency', places, str(self.milliseconds))[0]

    @contextlib.contextmanager
    def on(self, processors: int):
        """Has everything run on so many processors."""
        allowed = os.sched_getaffinity(0)

        def restrict(to: set[int]) -> None:
            for program in self.relays + self.nats:
                for thread in pathlib.Path(f'/proc/{program.process.pid}/task').iterdir():
                    os.sched_setaffinity(int(thread.name), to)
            os.sched_setaffinity(0, to)  # And so bench_server.

        restrict(set(sorted(allowed)[-processors:]))
        try:
            yield
        finally:
            restrict(allowed)

    def bus(self) -> dict[str, float]:
        return self.run('bus', str(self.nats[0].port), str(self.milliseconds))[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--programs', type=pathlib.Path, required=True, help='where bench_server and relayctl are')
    parser.add_argument('--log-level', help='of the relays; the default is what they log by themselves')
    parser.add_argument('--nats', type=int, default=3, help='NATS servers; with one, no message crosses two of them')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--smoke', action='store_true', help='sizes that measure nothing: only that everything runs')
    arguments = parser.parse_args()
    if arguments.smoke:
        print('A smoke run: the figures and verdicts mean nothing.')
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments, folder)
        try:
            one, two, three = bench.ports
            across, within = f'{one},{two}', one
            print(f'{os.cpu_count()} processors for three relays, {arguments.nats} NATS servers and the load')
            for pairs in (1, 8):
                figures = bench.medians({'across': lambda pairs=pairs: bench.forwarding(across, pairs),
                                         'within': lambda pairs=pairs: bench.forwarding(within, pairs)})
                head(f'{pairs} pair{"s" if pairs > 1 else ""}, 64 of each on their way', 'across two', 'within one')
                row('offers per second', figures['across']['rate'], figures['within']['rate'], LEAST_ACROSS, at_least=True)
                row('processor of relays and NATS, us', figures['across']['processor'], figures['within']['processor'])
                row('processor of the load, us', figures['across']['load'], figures['within']['load'])
            for processors in (os.cpu_count(), 1):
                with bench.on(processors):
                    figures = bench.medians({'across': lambda: bench.latency(across),
                                             'within': lambda: bench.latency(within), 'bus': bench.bus})
                head('one offer at a time, us', 'across two', 'within one')
                for name in ('p50', 'p90', 'p99'):
                    row(f'{name}, {processors} processor{"s" if processors > 1 else ""}', figures['across'][name] / 1e3,
                        figures['within'][name] / 1e3, MOST_LATENCY if name == 'p50' else None)
                within_p50, bus_p50 = figures['within']['p50'] / 1e3, figures['bus']['p50'] / 1e3
                row('p50 of NATS alone', bus_p50, within_p50)
                row('p50 of one relay and NATS, added', within_p50 + bus_p50, within_p50)
            figures = bench.medians({
                'three': lambda: bench.forwarding(f'{one}+{two}+{three}', 9, loads=2),
                'one': lambda: bench.forwarding(one, 9, loads=2)})
            three_relays, one_relay = figures['three'], figures['one']
            head('2 x 9 pairs, each at one relay', 'three relays', 'one relay')
            processors = os.cpu_count()
            allowed = bound(three_relays, 3, processors), bound(one_relay, 1, processors)
            is_enough = allowed[0] >= LEAST_SCALE_OUT * allowed[1]
            row('offers per second', three_relays['rate'], one_relay['rate'],
                LEAST_SCALE_OUT if is_enough else None, at_least=True)
            row('processor of relays and NATS, us', three_relays['processor'], one_relay['processor'])
            row('processor of the load, us', three_relays['load'], one_relay['load'])
            row(f'at most with {processors} processors, 1/s', *allowed)
            row('with one for each relay, 1/s', 3e6 / three_relays['processor'], 1e6 / one_relay['processor'],
                LEAST_SCALE_OUT, at_least=True)
        finally:
            for program in bench.relays + bench.nats:
                program.end()
    return 0


if __name__ == '__main__':
    sys.exit(main())
