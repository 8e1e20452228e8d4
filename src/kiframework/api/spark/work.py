"""Keeps a result beside its target until it is whole, and then moves it there."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from kiframework.api.bulk.work import SUMMARY
from kiframework.errors import KiframeworkError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyspark.sql import DataFrame

    from kiframework.api.spark.store import Store

_FORMS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "parquet": ("parquet", {"compression": "zstd"}),
    "csv": ("csv", {"header": "true"}),
    "lines": ("csv", {"header": "false"}),
}
"""Form -> what Spark calls it, and how it is written."""
# Whole is what has been moved; a mark for it would only be one more file.
_NO_MARK = {"mapreduce.fileoutputcommitter.marksuccessfuljobs": "false"}


class Work:
    """A result that is not finished."""

    def __init__(self, store: Store, target: str) -> None:
        """Name the folders. Nothing is written yet."""
        self.target = store.whole(target)
        self._shown = target
        self._store = store
        self._folder = store.beside(self.target, f".{store.name(self.target)}.kiframework-spark")

    def refuse_existing(self, *, force: bool) -> None:
        """Refuse to write where something lies; with ``force``, where it is no earlier result."""
        store = self._store
        if not store.exists(self.target) or store.is_empty(self.target):
            return
        if not force:
            help_ = "replace it with --force, or choose another folder with -o"
            raise KiframeworkError(f"{self._shown} exists.", help_)
        if not store.exists(f"{self.target}/{SUMMARY}"):
            message = f"{self._shown} is no result of bulk scoring, so it is not replaced."
            raise KiframeworkError(message, "choose another folder with -o")

    @contextmanager
    def open(self) -> Iterator[None]:
        """Begin anew; what is not published is removed in the end."""
        self._store.remove(self._folder)
        try:
            yield
        finally:
            self._store.remove(self._folder)

    def place(self, name: str) -> str:
        """Return where a part of the result waits."""
        return f"{self._folder}/result/{name}"

    def kept(self, name: str) -> str:
        """Return where something waits that is no part of the result."""
        return f"{self._folder}/{name}"

    @staticmethod
    def write(frame: DataFrame, place: str, form: str = "parquet") -> None:
        """Write the rows of a DataFrame to a folder."""
        name, options = _FORMS[form]
        frame.write.format(name).options(**options, **_NO_MARK).save(place)

    def publish(self) -> None:
        """Move the result to its place; an earlier one is put back if that fails."""
        old = self.kept("old")
        replaces = self._store.exists(self.target)
        if replaces:
            self._store.move(self.target, old)
        try:
            self._store.move(f"{self._folder}/result", self.target)
        except BaseException:
            if replaces:
                self._store.move(old, self.target)
            raise
