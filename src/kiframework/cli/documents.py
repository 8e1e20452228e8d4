"""What commands that make documents share: their edition, and handing them over to a folder or standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework import __version__
from kiframework.api.reports import read_branding
from kiframework.cli.messages import say
from kiframework.errors import KiframeworkError
from kiframework.model.assessment import FrameworkStamp
from kiframework.output.edition import Branding, Edition

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import TextIO

    from kiframework.api.publish import Content
    from kiframework.api.setting import Setting
    from kiframework.model.assessment import LeftOut

_NAMES_ON_A_LINE = 6


def edition_of(
    setting: Setting,
    date: dt.date,
    lang: str,
    audience: str,
    names: Mapping[str, str] | None = None,
    left_out: tuple[LeftOut, ...] = (),
) -> Edition:
    """Return what the documents of one run share, in the looks of the workspace."""
    framework = setting.framework
    return Edition(
        framework=framework,
        stamp=FrameworkStamp(framework.id, framework.version, framework.sha256),
        date=date,
        lang=lang,
        audience=audience,
        names=names or {},
        left_out=left_out,
        tool_version=__version__,
        branding=Branding(**read_branding(setting.workspace, lang)),
    )


def write_documents(folder: Path, files: Iterable[tuple[str, Content]], *, force: bool) -> None:
    """Write files, whole or not at all, and say their names."""
    from kiframework.api.publish import publish

    names = publish(folder, files, force=force)
    written = ", ".join(names) if len(names) <= _NAMES_ON_A_LINE else f"{len(names)} files"
    say(f"Written to {folder}: {written}.")


def print_document(files: Iterable[tuple[str, Content]], stdout: TextIO) -> None:
    """Print a single document; raise :class:`KiframeworkError` for more than one, which need a folder."""
    one_by_one = iter(files)
    _, content = next(one_by_one)
    if next(one_by_one, None) is not None:
        raise KiframeworkError("Several documents need a folder to go to.", "add -o DIR")
    stdout.flush()
    stdout.buffer.writelines((content,) if isinstance(content, bytes) else content)
    stdout.buffer.flush()
