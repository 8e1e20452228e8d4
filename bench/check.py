"""Checks frameworks in one process and prints how long each round took, as JSON: ours, and composing the same files.

Takes processor time, with the garbage collector off on both sides: checking pauses it by itself. A first round, in
which the rules are imported, is dropped.

Run by itself, in the environment that is measured: ``python check.py DAY ROUNDS FOLDER...``.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from kiframework.api.validate import ValidateRequest, validate


def compose(folder: str) -> None:
    """Do what no reader of YAML in this language can do without."""
    for path in sorted(Path(folder).rglob("*.yaml")):
        yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)


def check(folder: str, today: dt.date) -> dict[str, int]:
    """Read the framework, bind it and apply every rule; return the number of findings by code."""
    findings = validate(ValidateRequest((folder,), today)).validation.findings
    return {code: sum(one.code == code for one in findings) for code in sorted({one.code for one in findings})}


def timed(work: Any, *arguments: Any) -> tuple[float, Any]:
    """Return the processor time of a call, and what it returns."""
    gc.collect()
    gc.disable()
    started = time.process_time()
    result = work(*arguments)
    taken = time.process_time() - started
    gc.enable()
    return taken, result


def main() -> None:
    """Print the results: for each folder what it holds, and the times of every round."""
    day, rounds, *folders = sys.argv[1:]
    today = dt.date.fromisoformat(day)
    results: dict[str, dict[str, Any]] = {}
    for folder in folders:
        files = sorted(Path(folder).rglob("*.yaml"))
        lines = sum(file.read_bytes().count(b"\n") for file in files)
        results[folder] = {"files": len(files), "lines": lines, "floor": [], "ours": []}
    # Round after round over all folders, so that a slow minute of the machine falls on each alike.
    for number in range(int(rounds) + 1):
        for folder, result in results.items():
            floor, _ = timed(compose, folder)
            ours, result["findings"] = timed(check, folder, today)
            if number:
                result["floor"].append(floor)
                result["ours"].append(ours)
    json.dump(list(results.values()), sys.stdout)


main()
