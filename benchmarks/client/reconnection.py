# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""How a crowd of clients comes back to a relay that was gone for a while."""
import json
import math
import subprocess
import time

BAR = 50


def run(program: str, relay, count: int, processes: int, outage: float, timeout: float) -> dict:
    """Times in seconds since the relay listened again."""
    clients = []
    try:
        for _ in range(processes):
            clients.append(start(program, relay, count // processes))
            if clients[-1].stdout.readline().strip() != 'ready':
                raise RuntimeError('The clients did not register.')
        relay.stop()
        time.sleep(outage)
        relay.start()
        begin = time.monotonic()
        figures = [json.loads(client.communicate(timeout=timeout)[0].splitlines()[-1]) for client in clients]
    finally:
        for client in clients:
            client.kill()
            client.wait()
    attempts = sorted(t / 1000 - begin for one in figures for t in one['attempts'])
    return {'attempts': [t for t in attempts if t >= 0], 'refused': sum(t < 0 for t in attempts),
            'back': sorted(t / 1000 - begin for one in figures for t in one['registrations']),
            'lost': sum(one['lost'] for one in figures),
            'processor': sum(one['processor'] for one in figures) / 1e9}


def start(program: str, relay, count: int) -> subprocess.Popen:
    return subprocess.Popen([program, 'reconnecting', 'relayclient', relay.url, str(count), '32'],
                            stdout=subprocess.PIPE, text=True)


def largest_second(times: list[float]) -> int:
    """The most that fall into any second, wherever it begins."""
    most, first = 0, 0
    for last, end in enumerate(times):
        while times[first] <= end - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def histogram(back: list[float], attempts: list[float]) -> str:
    seconds = math.floor(max(back)) + 1
    count = lambda times, second: sum(second <= t < second + 1 for t in times)
    most = max(count(back, second) for second in range(seconds))
    lines = [f'{"second":>6}{"attempts":>10}{"registered":>12}']
    for second in range(seconds):
        here = count(back, second)
        bar = '#' * math.ceil(BAR * here / most)
        lines.append(f'{second:>6}{count(attempts, second):>10}{here:>12}  {bar}')
    return '\n'.join(lines)
