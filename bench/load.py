"""Loads skill files in turn with composing them, in one process: ``python load.py ROUNDS FOLDER``; prints JSON.

Both sides read the files from disk, with the garbage collector off, and drop what they have made of a file at once.
"""

import gc
import json
import sys
import time
from pathlib import Path

import yaml

from kiframework.api.setting import find_inputs
from kiframework.loading.files import Input
from kiframework.loading.skills import load_skills

rounds, folder = int(sys.argv[1]), sys.argv[2]
inputs = [file for file in find_inputs([folder]) if isinstance(file, Input)]


def compose() -> None:
    """Compose every file with PyYAML's C parser."""
    for file in inputs:
        yaml.compose(Path(file.path).read_bytes(), Loader=yaml.CSafeLoader)


def load() -> None:
    """Read and bind every file."""
    for file in inputs:
        assert load_skills(file).skills is not None


gc.disable()
taken: dict[str, list[float]] = {"floor": [], "ours": []}
for number in range(rounds + 1):
    for name, work in (("floor", compose), ("ours", load)):
        started = time.process_time()
        work()
        if number:
            taken[name].append(time.process_time() - started)
print(json.dumps(taken))
