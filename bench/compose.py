"""The floor: composes every YAML file below a folder with PyYAML's C parser, and does nothing else.

Run by itself: ``python compose.py FOLDER on|off keep|drop`` (the garbage collector; the nodes of each file).
"""

import gc
import sys
from pathlib import Path

import yaml

if sys.argv[2] == "off":
    gc.disable()
kept = []
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    node = yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)
    if sys.argv[3] == "keep":
        kept.append(node)
