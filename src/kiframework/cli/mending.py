"""``validate --fix`` and ``--diff``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.api.fixes import mend_files
from kiframework.api.publish import publish
from kiframework.cli.file_diff import file_diff
from kiframework.cli.findings import UNREADABLE
from kiframework.cli.messages import say
from kiframework.errors import EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE
from kiframework.output.findings.concise import concise_line, render_concise
from kiframework.output.findings.signs import shown

if TYPE_CHECKING:
    from typing import TextIO

    from kiframework.api.validate import ValidateRequest, ValidateRun
    from kiframework.cli.findings import Delivery


def show_diff(request: ValidateRequest, stdout: TextIO, *, unsafe: bool) -> int:
    """Print what would change; exit code 1 if anything would."""
    done = mend_files(request, unsafe=unsafe)
    validation = done.run.validation
    for name, file in done.files.items():
        if name in validation.texts:
            stdout.writelines(file_diff(shown(name), file.before, file.after))
        else:
            say(f"What --fix would change in {name} is not shown: a name may stand there.")
    unread = [one for one in validation.findings if one.code == UNREADABLE]
    for one in unread:
        say(concise_line(one))
    say(f"Fixes that --fix would make: {done.fixes}, files: {len(done.files)}.")
    if unread:
        return EXIT_USAGE
    return EXIT_FINDINGS if done.files else EXIT_CLEAN


def mend(request: ValidateRequest, delivery: Delivery, stdout: TextIO, *, unsafe: bool) -> ValidateRun:
    """Write mended files, and say what is left to do. What came from standard input goes to standard output."""
    done = mend_files(request, unsafe=unsafe)
    after = {os.path.abspath(one.path): one.after for one in done.files.values()}  # noqa: PTH100 - links stay
    for path, data in after.items():
        if path not in request.instead:
            whole = Path(path).resolve()
            publish(whole.parent, [(whole.name, data)], force=True)
    if request.instead:
        stdout.flush()
        stdout.buffer.writelines(after.get(path, before) for path, before in request.instead.items())
        for line in render_concise(done.run.validation).splitlines():
            say(line)
    else:
        delivery.deliver(done.run.validation, stdout)
    say(f"Fixes made: {done.fixes}, files changed: {len(done.files)}.")
    return done.run
