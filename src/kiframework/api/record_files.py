"""The records of training in a folder, on their way to holding more. Nothing is written before all of it is known."""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic, Location, Severity
from kiframework.loading.files import Input, from_here, is_folder, shown_below, yaml_files
from kiframework.loading.records import load_record, record_data, record_text
from kiframework.loading.skill_text import SkillText
from kiframework.model.record import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.api.setting import Setting
    from kiframework.diagnostics import Places
    from kiframework.model.record import TrainingRecord

_WORDS = ("owner", "audience", "systems")


@dataclass(slots=True)
class RecordFile:
    """A record as it lies there, and as it is going to be."""

    path: Path
    shown: str
    before: bytes | None
    """None for a file that does not exist yet."""
    after: bytes
    record: TrainingRecord
    """What stands in it after everything planned so far."""
    source: Places


@dataclass(slots=True)
class RecordFiles:
    """All records of a folder."""

    folder: Path
    shown: str
    files: dict[str, RecordFile] = field(default_factory=dict)
    """Group -> its file."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def put(self, record: TrainingRecord) -> Diagnostic | None:
        """Plan to have a record hold all of ``record``, which begins with what the file holds already.

        Returns a diagnostic, and plans nothing, where the file is written in a way that cannot be added to.
        """
        known = self.files.get(record.group)
        if known is None:
            self._begin(record)
            return None
        text = SkillText(known.after.removeprefix(BOM_UTF8).decode())
        data = record_data(record)
        for key in PARTS:
            added = data.get(key, [])[len(getattr(known.record, key)) :]
            if added:
                text.put([], key, added)
        for key in _WORDS:
            if getattr(record, key) != getattr(known.record, key):
                _set(text, key, data[key], is_new=not getattr(known.record, key))
        return self._settle(known, text, record)

    def _begin(self, record: TrainingRecord) -> None:
        name = f"{record.group}.yaml"
        path, shown = self.folder / name, shown_below(self.shown, name)
        data = record_text(record).encode()
        loaded = load_record(Input(path, shown, name), lambda _path, _shown: data)
        assert loaded.content == record, "what is written reads as it was meant"  # noqa: S101 - a fault of ours
        self.files[record.group] = RecordFile(path, shown, None, data, record, loaded.source)

    def _settle(self, known: RecordFile, text: SkillText, record: TrainingRecord) -> Diagnostic | None:
        """Keep a changed text if it reads as it is meant to."""
        mark = BOM_UTF8 if known.after.startswith(BOM_UTF8) else b""
        data = mark + text.text.encode()
        loaded = load_record(Input(known.path, known.shown, known.path.name), lambda _path, _shown: data)
        if loaded.diagnostics or loaded.content != record:
            message = "This record is written in a way that cannot be added to."
            help_ = "write its lists with each entry on a line of its own"
            return Diagnostic("KIF409", message, Location(known.shown, 1, 1), help=help_)
        known.after, known.record, known.source = data, record, loaded.source
        return None

    def planned(self) -> list[RecordFile]:
        """Return the files that change, in order of their names."""
        return sorted((one for one in self.files.values() if one.after != one.before), key=lambda one: one.shown)


def _set(text: SkillText, key: str, value: Any, *, is_new: bool) -> None:
    if is_new:
        text.add([], {key: value})
    else:
        text.replace([key], value)


def open_records(setting: Setting, folder: str | None) -> RecordFiles:
    """Read the records in a folder: the one named, else that of the workspace. It need not exist yet."""
    path = setting.workspace.path(setting.workspace.settings.training.records) if folder is None else Path(folder)
    files = RecordFiles(path, from_here(path) if folder is None else folder)
    if is_folder(path):
        for found in _inputs(path, files):
            _read(found, files)
    return files


def _inputs(folder: Path, files: RecordFiles) -> Iterator[Input]:
    for found in yaml_files(folder, files.shown):
        if isinstance(found, Diagnostic):
            files.diagnostics.append(found)
        else:
            yield found


def _read(file: Input, files: RecordFiles) -> None:
    loaded = load_record(file)
    files.diagnostics += loaded.diagnostics
    record = loaded.content
    if record is None or any(one.severity is Severity.ERROR for one in loaded.diagnostics):
        return
    if record.group in files.files:
        message = f"'{record.group}' is recorded in another file already."
        related = (("that file", Location(files.files[record.group].shown, 1, 1)),)
        place = loaded.source.value(["group"])
        files.diagnostics.append(Diagnostic("KIF502", message, place, help="join the two files", related=related))
        return
    data = file.path.read_bytes()
    files.files[record.group] = RecordFile(file.path, file.shown, data, data, record, loaded.source)
