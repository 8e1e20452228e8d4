"""Runs many cases in two processes: ``python -m tests.fuzz --cases 20000``; one again: ``--case 123``."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import NamedTuple

from tests.fuzz.cases import make_case
from tests.fuzz.harness import MOST_SECONDS, check_case

CHUNK = 50
MOST_SHOWN = 20
"""Failures that are written out in full."""


class Report(NamedTuple):
    """What came out of some cases."""

    cases: int
    findings: int
    failures: list[str]
    slowest: tuple[float, int]
    """Seconds of processor time, and the case that took them."""


def run_cases(numbers: range) -> Report:
    """Run cases to the end, whatever goes wrong in some of them."""
    findings, failures, slowest = 0, [], (0.0, 0)
    for number in numbers:
        started = time.process_time()
        try:
            run = check_case(make_case(number))
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            failures.append(f"{make_case(number)}\n{traceback.format_exc(limit=-6)}")
        else:
            findings += len(run.validation.findings) if run else 0
        slowest = max(slowest, (time.process_time() - started, number))
    return Report(len(numbers), findings, failures, slowest)


def main() -> int:
    """Run the cases that were asked for; 1 if one of them fails."""
    wish = _arguments()
    if wish.case is not None:
        case = make_case(wish.case)
        _say(case)
        run = check_case(case)
        _say(f"holds, {len(run.validation.findings) if run else 0} finding(s)")
        return 0
    chunks = [range(first, min(first + CHUNK, wish.cases)) for first in range(0, wish.cases, CHUNK)]
    reports: list[Report] = []
    started = time.perf_counter()
    with ProcessPoolExecutor(wish.processes) as pool:
        for done in as_completed([pool.submit(run_cases, chunk) for chunk in chunks]):
            reports.append(done.result())
            _show(reports, wish.cases, time.perf_counter() - started)
    return _summary(reports)


def _say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz kiframework validate.")
    parser.add_argument("--cases", type=int, default=20_000, help="how many cases (default: 20000)")
    parser.add_argument("--case", type=int, help="run this one alone, and show what goes wrong")
    parser.add_argument("--processes", type=int, default=2, help="processes at a time (default: 2)")
    return parser.parse_args()


def _show(reports: list[Report], wanted: int, seconds: float) -> None:
    """Print what one chunk brought."""
    done = sum(report.cases for report in reports)
    for failure in reports[-1].failures[: max(0, MOST_SHOWN - sum(len(report.failures) for report in reports[:-1]))]:
        _say(f"FAILED {failure}")
    if len(reports) % 10 == 0 or done == wanted:
        _say(f"{done:,} of {wanted:,} cases, {done / seconds:.0f} cases/s")


def _summary(reports: list[Report]) -> int:
    failures = [failure for report in reports for failure in report.failures]
    seconds, number = max(report.slowest for report in reports)
    findings = sum(report.findings for report in reports)
    _say(f"{findings:,} findings; slowest: case {number} with {seconds:.2f} s of {MOST_SECONDS} s allowed.")
    for failure in failures:
        _say("FAILED " + failure.partition("\n")[0])
    _say(f"{len(failures)} case(s) failed." + (" Again: python -m tests.fuzz --case NUMBER" if failures else ""))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
