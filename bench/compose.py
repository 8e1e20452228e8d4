"""The floor: composes every YAML file below a folder with PyYAML's C parser, and does nothing else.

Run by itself: ``python compose.py FOLDER on|off keep|drop [PROCESSES]`` (the garbage collector; the nodes of each file;
each process takes an equal share of the files).
"""

import gc
import os
import sys
from pathlib import Path

import yaml

if sys.argv[2] == "off":
    gc.disable()
processes = int(sys.argv[4]) if len(sys.argv) > 4 else 1  # noqa: PLR2004 - the last argument
paths = sorted(Path(sys.argv[1]).rglob("*.yaml"))
number = next((number for number in range(1, processes) if os.fork() == 0), 0)
kept = []
for path in paths[number::processes]:
    node = yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)
    if sys.argv[3] == "keep":
        kept.append(node)
if number == 0:
    for _ in range(1, processes):
        os.wait()
