"""Opens the archive that a workbook is, as far as it is safe: nothing is unpacked that has not been measured."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from kiframework.loading.answers.cells import UNCALCULATED

MAX_ENTRIES = 1_000
"""Most files in an archive."""
MAX_UNPACKED = 40_000_000
"""Most bytes that an archive may unpack to."""
MAX_RATIO = 200
"""How many times its size an archive may unpack to, from a megabyte on."""
MAX_ROWS = 10_000
"""Lowest row that a sheet may use."""
MAX_COLUMNS = 1_000
"""Last column that a sheet may use."""
MAX_MERGED = 1_000
"""Most merged cells in a sheet."""

_UNCHECKED = 1_000_000
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE).fullmatch
_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(_rels/)?[^/]+\.(xml|rels)|xl/worksheets/[^/]+\.xml", re.IGNORECASE
).fullmatch
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)([0-9]*)""")
_ERROR_CELL = re.compile(rb"""(<(?:\w+:)?c\s[^<>]*?\bt\s*=\s*["'])e(["'])""")
_FORMULA_ALONE = re.compile(
    rb"""<(?P<prefix>(?:\w+:)?)c(?P<attributes>\s[^<>]*[^<>/])>\s*"""
    rb"""<(?P=prefix)f(?:\s[^<>]*)?(?:/>|>[^<]*</(?P=prefix)f>)\s*"""
    rb"""(?:<(?P=prefix)v\s*/>|<(?P=prefix)v>\s*</(?P=prefix)v>)?\s*</(?P=prefix)c>"""
)
_TYPE = re.compile(rb"""\st\s*=\s*["'][^"']*["']""")
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    KeyError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
"""What the standard library raises for archives that are damaged, or packed in ways that nobody uses."""
_OTHER_KINDS = {
    "xl/workbook.bin": ("This is a binary workbook (.xlsb).", "save it as .xlsx"),
    "content.xml": ("This is a document in the OpenDocument format (.ods).", "save it as .xlsx"),
    "Index/Document.iwa": ("This is a Numbers document.", "export it as .xlsx"),
    "xl/vbaProject.bin": ("This workbook holds macros.", "save it as .xlsx, without macros"),
}


class RefusedError(Exception):
    """The file is no workbook that can be read."""

    def __init__(self, message: str, help_: str) -> None:
        """Keep a sentence and the way out."""
        super().__init__(message)
        self.message = message
        self.help = help_


def repacked(data: bytes) -> bytes:
    """Return a workbook with nothing in it but sheets and texts, unpacked.

    Readers of workbooks see only what was measured here, and cells with errors hold the error as a text. Raises
    :class:`RefusedError` for every other file, and for archives that unpack to more than anybody can have filled in.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_kind({entry.filename for entry in entries})
            _check_sizes(entries, len(data))
            return _copy(archive, entries)
    except _DAMAGE:
        raise RefusedError("The workbook is damaged.", "have it sent again") from None


def _check_kind(names: set[str]) -> None:
    for name, (message, help_) in _OTHER_KINDS.items():
        if name in names:
            raise RefusedError(message, help_)
    if "xl/workbook.xml" not in names:
        raise RefusedError("This archive is no workbook.", "hand in the .xlsx file itself")


def _check_sizes(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > max(_UNCHECKED, min(MAX_UNPACKED, size * MAX_RATIO)):
        raise RefusedError(
            "The workbook unpacks to far more than it can hold.", "hand in the workbook as it was handed out, filled in"
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError("The workbook is protected by a password.", "save it without a password to open it")


def _copy(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> bytes:
    copied = io.BytesIO()
    with zipfile.ZipFile(copied, "w") as target:
        for entry in entries:
            if _NEEDED(entry.filename) and entry.filename not in target.NameToInfo:
                content = archive.read(entry)
                target.writestr(entry.filename, _sheet(content) if _SHEETS(entry.filename) else content)
    return copied.getvalue()


def _sheet(content: bytes) -> bytes:
    """Refuse a sheet with cells far away, for which readers would make room; turn errors in cells into texts."""
    if b"\0" in content:
        raise RefusedError("The workbook is damaged.", "have it sent again")
    for letters, digits in set(_REFERENCE.findall(content)):
        if len(digits) > len(str(MAX_ROWS)) or int(digits or 0) > MAX_ROWS or _column(letters) > MAX_COLUMNS:
            raise RefusedError(
                "A sheet reaches far beyond the answers.", "delete what stands far below or to the right"
            )
    if content.count(b"mergeCell ") > MAX_MERGED:
        raise RefusedError("A sheet has far too many merged cells.", "unmerge them, and answer each row")
    return _FORMULA_ALONE.sub(_without_result, _ERROR_CELL.sub(rb"\1str\2", content))


def _without_result(cell: re.Match[bytes]) -> bytes:
    """Say in the cell what readers pass over: that there is a formula, and no result."""
    prefix, attributes = cell["prefix"], _TYPE.sub(b"", cell["attributes"])
    mark = UNCALCULATED.encode()
    return b'<%bc%b t="str"><%bv>%b</%bv></%bc>' % (prefix, attributes, prefix, mark, prefix, prefix)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + letter - 64
    return number
