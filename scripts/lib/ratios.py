# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Prints a Google Benchmark result as ratios: <task>/ours against every other <task>/<rival> of the same run."""
import json
import sys


def main(path: str) -> int:
    with open(path, encoding="utf-8") as file:
        rows = json.load(file)["benchmarks"]
    medians = {row["run_name"]: row["cpu_time"] for row in rows if row.get("aggregate_name") == "median"}
    noise = {row["run_name"]: row["cpu_time"] for row in rows if row.get("aggregate_name") == "cv"}
    tasks = sorted({name.split("/")[0] for name in medians})
    if not tasks:
        print(f"{path}: no medians in it; run with --benchmark_repetitions", file=sys.stderr)
        return 1
    print(f"{'task':<10}{'ours':>10}{'rival':>18}{'rival':>10}{'ratio':>9}{'noise':>9}")
    for task in tasks:
        ours = medians[f"{task}/ours"]
        for name, rival in medians.items():
            if name.startswith(f"{task}/") and name != f"{task}/ours":
                spread = max(noise[f"{task}/ours"], noise[name])
                print(f"{task:<10}{ours:>7.0f} ns{name.split('/')[1]:>18}{rival:>7.0f} ns{rival / ours:>8.1f}x{spread:>8.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
