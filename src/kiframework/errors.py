"""The exception that ends a run, and the exit codes of every command."""

EXIT_CLEAN = 0
"""Nothing to report."""
EXIT_FINDINGS = 1
"""The run was fine and found something (for example a readiness at or below ``--fail-on``)."""
EXIT_USAGE = 2
"""Wrong usage, or input that cannot be read or used. Beats ``EXIT_FINDINGS``."""
EXIT_BUG = 3
"""Our own fault."""
EXIT_INTERRUPTED = 130
"""Stopped by the user (Ctrl-C), as shells count it: 128 + SIGINT."""


class KiframeworkError(Exception):
    """Ends the run with :data:`EXIT_USAGE` and one sentence.

    ``message`` says what is wrong; ``help`` says the way out.
    """

    def __init__(self, message: str, help: str | None = None) -> None:  # noqa: A002 - the word users see
        """Keep the sentence and the way out."""
        super().__init__(message)
        self.message = message
        self.help = help


class MissingExtraError(KiframeworkError):
    """A command needs an optional dependency that is not installed."""

    def __init__(self, extra: str, purpose: str) -> None:
        """Name the extra (as in ``pip install "kiframework[extra]"``) and what it is for."""
        super().__init__(f"{purpose} needs an extra.", f'pip install "kiframework[{extra}]"')
