"""Runs kiframework as if the solver were not installed."""

import sys

from kiframework.cli.app import run
from kiframework.planning import choice

choice.SOLVER = "no_such_solver"
sys.exit(run(sys.argv[1:]))
