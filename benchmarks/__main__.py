"""`python -m benchmarks [refresh] [keys] [chaos] [--runs N] [--large]`: all three by default, with the peers here."""

from __future__ import annotations

import argparse
import os
import sys

from benchmarks import chaos, keys, refresh
from benchmarks.goals import Goal, show
from benchmarks.peers import missing_peers
from benchmarks.server import shared_folder

PARTS = ("refresh", "keys", "chaos")


def main() -> int:
    """Measure, print figures as they come and the goals at the end; never fails by the clock."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, help="refresh, keys, chaos (default: all)")
    parser.add_argument("--runs", type=int, default=3, help="medians of so many runs")
    parser.add_argument(
        "--feeds", type=int, nargs="*", default=[], help="numbers of feeds: refresh 100, 300; keys 300, 1000"
    )
    parser.add_argument("--large", action="store_true", help="keys with 100,000 articles too: minutes")
    parser.add_argument("--long", action="store_true", help="newsboat with 1,000 feeds too: minutes")
    arguments = parser.parse_args()
    if unknown := set(arguments.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    shared = shared_folder()
    if shared is None:
        print("the loopback feed server is not here: no ../shared/tools/feedserver.py ($NEWSREAD_SHARED names it)")
        return 0
    for peer in missing_peers():
        print(f"skipped: {peer} is not installed")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{os.cpu_count()} cores, load {load:.1f}, Python {sys.version.split()[0]}; read the figures as ratios")
    if load > 0.5:
        print("the machine is busy with other work: latencies and times below are worse than it can do")
    print()
    goals: list[Goal] = []
    if "refresh" in arguments.parts:
        print(refresh.HEADER)
        goals += refresh.goals(refresh.measure(shared, arguments.runs, tuple(arguments.feeds or (100, 300)), (0, 100)))
    if "keys" in arguments.parts:
        sizes = {
            count: keys.measure(
                shared, arguments.runs, count, with_keys=count == 300, with_newsboat=count == 300 or arguments.long
            )
            for count in arguments.feeds or (300, 1000)
        }
        goals += keys.goals(sizes)
        if arguments.large:
            goals += keys.large_goals(keys.measure_large(shared))
    if "chaos" in arguments.parts:
        goals += chaos.measure(shared)
    print("\n" + show(goals))
    return 0


if __name__ == "__main__":
    sys.exit(main())
