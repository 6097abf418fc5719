# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Measures `relayctl proxy` beside mitmproxy and beside no proxy, all at one relay that returns each offer to its sender.

Every round runs each of them once. Both proxies record everything: relayctl with --capture, mitmdump with -w. Prints
medians and ratios. What was sent through relayctl has to be in its capture, message by message, or the run fails.

HAProxy (one thread, TCP mode) only copies bytes: no proxy of a process of its own answers sooner.
"""
import argparse
import json
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'support'))
import processes  # noqa: E402
from verdict import verdict  # noqa: E402

OURS, OTHER, COPIER, DIRECT = 'relayctl proxy', 'mitmproxy', 'haproxy', 'no proxy'
TASKS = ('throughput', 'compressed', 'latency', 'memory')

WINDOW = 64
LEAST_RATE = 40
LEAST_COMPRESSED_RATE = 30
MOST_LATENCY = 1.5  # At a real relay.
MOST_BESIDE_COPIER = 1.1
MOST_GROWTH = 1.1  # From the first fifth of the messages to the last one.
HAPROXY = '''
global
    nbthread 1
defaults
    mode tcp
    timeout connect 10s
    timeout client 1h
    timeout server 1h
listen relay
    bind "${LISTEN}"
    server relay "${RELAY}"
'''


class Sizes:
    def __init__(self, smoke: bool) -> None:
        # Offers; each is two messages, there and back. The slow one gets fewer.
        self.offers = {OURS: 1_000 if smoke else 300_000, OTHER: 100 if smoke else 10_000}
        self.latency = {'echo': 100 if smoke else 5_000, 'reference': 100 if smoke else 2_000}
        self.memory = 2_000 if smoke else 2_500_000


class Proxy:
    """A proxy in front of a relay; nothing where there is none."""

    def __init__(self, bench: 'Bench', name: str, relay) -> None:
        self.folder = tempfile.TemporaryDirectory(dir=bench.folder)
        self.file = pathlib.Path(self.folder.name) / 'recording'
        self.name = name
        self.relayctl = bench.relayctl
        if name == DIRECT:
            self.process, self.port = None, relay.port
            return
        configuration = pathlib.Path(self.folder.name) / 'haproxy.cfg'
        configuration.write_text(HAPROXY)
        commands = {
            COPIER: ['env', 'LISTEN=127.0.0.1:PORT', f'RELAY=127.0.0.1:{relay.port}', 'haproxy', '-f', str(configuration)],
            OURS: [bench.relayctl, 'proxy', '--listen', '127.0.0.1:PORT', '--upstream', relay.url, '--capture',
                   str(self.file)],
            OTHER: [bench.mitmdump, '--quiet', '--mode', f'reverse:http://127.0.0.1:{relay.port}', '--listen-host',
                    '127.0.0.1', '--listen-port', 'PORT', '--set', f'confdir={self.folder.name}', '-w', str(self.file)],
        }
        self.process = processes.ListeningRelay(commands[name])
        self.port = self.process.port

    def __enter__(self) -> 'Proxy':
        return self

    def __exit__(self, *_) -> None:
        if self.process:
            self.process.stop()
        self.folder.cleanup()

    def recorded(self) -> int:
        """Ends the proxy; returns the messages in its capture (relayctl), or the bytes of its file."""
        self.process.stop()
        if self.name == OTHER:
            return self.file.stat().st_size
        done = subprocess.run([self.relayctl, 'stats', str(self.file)], stdout=subprocess.PIPE, check=True)
        figures = json.loads(done.stdout)
        kinds = figures['messages']['kinds']
        return kinds['offer'] + kinds['answer'] + kinds['returned'] if not figures['lost'] else -1


class Bench:
    def __init__(self, arguments: argparse.Namespace, folder: str) -> None:
        self.program = str(arguments.programs / 'bench_proxy')
        self.relayctl = str(arguments.programs / 'relayctl')
        self.mitmdump = str(arguments.python.parent / 'mitmdump')
        self.relay = processes.Relay(arguments.programs, 'echo')
        self.sizes = Sizes(arguments.smoke)
        self.reference = arguments.reference
        self.rounds = 1 if arguments.smoke else arguments.rounds
        self.folder = folder

    def run(self, task: str, proxy: Proxy, *arguments) -> dict[str, float]:
        command = [self.program, task, str(proxy.port), *map(str, arguments)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    def medians(self, names, measure, relay=None) -> dict[str, dict[str, float]]:
        runs = {name: [] for name in names}
        for number in range(self.rounds):
            for name in list(runs)[::1 if number % 2 == 0 else -1]:
                with Proxy(self, name, relay or self.relay) as proxy:
                    runs[name].append(measure(proxy))
        return {name: {figure: statistics.median(run[figure] for run in those) for figure in those[0]}
                for name, those in runs.items()}


def expect(offers: int, found: int) -> None:
    if found != 2 * offers:
        sys.exit(f'{2 * offers:,} messages were sent, {found:,} are in the capture.')


def exchange(bench: Bench, limit: float, *more: str) -> None:
    def measure(proxy: Proxy) -> dict[str, float]:
        offers = bench.sizes.offers[proxy.name]
        used = proxy.process.processor_seconds()
        figures = bench.run('exchange', proxy, offers, WINDOW, *more)
        figures['used'] = (proxy.process.processor_seconds() - used) / offers / 2 * 1e6
        figures['resident'] = proxy.process.resident_bytes() / 2**20
        if proxy.name == OURS:
            expect(offers, proxy.recorded())
        elif proxy.recorded() < 1000 * offers and not more:
            sys.exit('mitmproxy has not recorded what was sent.')
        return figures

    figures = bench.medians((OURS, OTHER), measure)
    print(f'  {"":<18}{"messages/s":>14}{"processor us each":>20}{"resident MiB":>15}{"messages":>12}')
    for name, those in figures.items():
        print(f'  {name:<18}{2e9 / those["elapsed"]:>14,.0f}{those["used"]:>20.1f}{those["resident"]:>15,.0f}'
              f'{2 * bench.sizes.offers[name]:>12,}')
    ratio = figures[OTHER]['elapsed'] / figures[OURS]['elapsed']
    print(f'  {"messages per second, ratio":<44}{ratio:>9.1f}{verdict(ratio, limit, at_least=True)}')
    ratio = figures[OTHER]['used'] / figures[OURS]['used']
    print(f'  {"messages per second of processor, ratio":<44}{ratio:>9.1f}{verdict(ratio, limit, at_least=True)}')


def throughput(bench: Bench) -> None:
    print(f'Offers (1,259 bytes) out and back through the proxy, {WINDOW} under way, everything recorded')
    exchange(bench, LEAST_RATE)


def compressed(bench: Bench) -> None:
    print('The same, compressed with permessage-deflate; the recordings have the inflated text')
    exchange(bench, LEAST_COMPRESSED_RATE, 'deflate')


def round_trips(bench: Bench, offers: int, names: tuple, relay) -> dict[str, float]:
    """Prints the times of one offer out and back, in microseconds; returns the p50 of each in nanoseconds."""
    figures = bench.medians(names, lambda proxy: bench.run('latency', proxy, offers), relay)
    print(f'  {"":<18}{"p50":>12}{"p90":>12}{"p99":>12}')
    for name, those in figures.items():
        print(f'  {name:<18}' + ''.join(f'{those[percentile] / 1e3:>12,.1f}' for percentile in ('p50', 'p90', 'p99')))
    return {name: those['p50'] for name, those in figures.items()}


def compare(p50: dict[str, float], name: str, other: str, limit: float | None) -> None:
    ratio = p50[name] / p50[other]
    print(f'  {"p50, " + name + " / " + other:<44}{ratio:>9.2f}{verdict(ratio, limit)}')


def latency(bench: Bench) -> None:
    print('One offer at a time, out and back, us; the relay copies')
    p50 = round_trips(bench, bench.sizes.latency['echo'], (DIRECT, COPIER, OURS, OTHER), bench.relay)
    compare(p50, OURS, COPIER, MOST_BESIDE_COPIER)
    for name in (OURS, OTHER):
        compare(p50, name, DIRECT, None)
    if not bench.reference:
        return
    print('The same at proxystore-relay')
    relay = processes.ListeningRelay(processes.reference_command(bench.reference, log_level='error'))
    try:
        p50 = round_trips(bench, bench.sizes.latency['reference'], (DIRECT, OURS, OTHER), relay)
    finally:
        relay.stop()
    compare(p50, OURS, DIRECT, MOST_LATENCY)
    compare(p50, OTHER, DIRECT, None)


def memory(bench: Bench) -> None:
    offers = bench.sizes.memory
    print(f'{2 * offers:,} messages over one connection: resident memory of relayctl proxy')
    command = [bench.program, 'exchange', None, str(offers), str(WINDOW)]
    with Proxy(bench, OURS, bench.relay) as proxy:
        command[2] = str(proxy.port)
        started = time.monotonic()
        load = subprocess.Popen(command, stdout=subprocess.PIPE)
        samples = []
        while load.poll() is None:
            time.sleep(0.2)
            samples.append(proxy.process.resident_bytes() / 2**20)
        if load.returncode != 0:
            sys.exit('The messages did not come back.')
        seconds = time.monotonic() - started
        expect(offers, proxy.recorded())
        size = proxy.file.stat().st_size / 1e9
    fifth = max(1, len(samples) // 5)
    first, last = max(samples[:fifth]), max(samples[-fifth:])
    print(f'  {2 * offers / seconds:,.0f} messages/s; all of them are in the capture ({size:.1f} GB)')
    print(f'  most in the first fifth {first:.1f} MiB, in the last {last:.1f} MiB')
    print(f'  {"last / first":<44}{last / first:>9.2f}{verdict(last / first, MOST_GROWTH)}')


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--programs', type=pathlib.Path, required=True,
                        help='where bench_proxy, bench_relay and relayctl are')
    parser.add_argument('--python', type=pathlib.Path, required=True,
                        help='an interpreter that has mitmproxy (scripts/python-env build/python-mitmproxy ...)')
    parser.add_argument('--reference', type=pathlib.Path,
                        help='an interpreter that has proxystore (scripts/python-env), for the latency at proxystore-relay')
    parser.add_argument('--folder', help='where recordings go while it runs; memory needs 10 GB there')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--smoke', action='store_true', help='sizes that measure nothing: only that everything runs')
    parser.add_argument('tasks', nargs='*', default=TASKS, help=f'of {", ".join(TASKS)}; all of them')
    arguments = parser.parse_args()
    if unknown := set(arguments.tasks) - set(TASKS):
        parser.error(f'no such task: {", ".join(sorted(unknown))}')
    if arguments.smoke:
        print('A smoke run: the figures and what is said of them mean nothing.')
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        bench = Bench(arguments, folder)
        try:
            version = subprocess.run([bench.mitmdump, '--version'], stdout=subprocess.PIPE, text=True, check=True)
            print(shlex.join(version.stdout.splitlines()[0].split()), '\n')
            for task in arguments.tasks:
                globals()[task](bench)
                print(flush=True)
        finally:
            bench.relay.stop()
    return 0


if __name__ == '__main__':
    sys.exit(main())
