"""Entry point of the command. Answers ``--version`` before anything heavy is imported."""

from __future__ import annotations

import sys

NEW_OBJECTS_BEFORE_COLLECTION = 100_000
"""A short run makes next to no garbage: looking for it as often as by default costs a fifth of the start-up time."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from kiframework import __version__

        print(f"kiframework {__version__}")  # noqa: T201 - does without standard output where that is closed
        return
    try:
        _prepare()
        from kiframework.cli.app import run
    except KeyboardInterrupt:
        from kiframework.errors import EXIT_INTERRUPTED

        sys.exit(EXIT_INTERRUPTED)
    sys.exit(run(sys.argv[1:]))


def _prepare() -> None:
    """Set up the process before heavy imports."""
    import gc
    import os

    gc.set_threshold(NEW_OBJECTS_BEFORE_COLLECTION)
    # Other packages in the same environment must not change how input is validated; nor is time lost looking for them.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


if __name__ == "__main__":
    main()
