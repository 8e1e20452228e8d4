"""Whatever comes back: what it is, its content says, and what cannot be read is said in a sentence."""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.loading.answers.books import NAME, empty, filled, levels, load, problems

from kiframework.errors import MissingExtraError
from kiframework.loading.answers import load_answers
from kiframework.loading.files import MAX_BYTES, Input

if TYPE_CHECKING:
    from collections.abc import Callable

BOOK = filled(empty(), {"digging": 1})
CSV = b"person,source,date,competency,level\nP-001,self,2026-11-20,digging,1\nP-001,self,2026-11-20,pruning,2\n"
JSON = (
    b'{"kiframework": "answers", "schema_version": 1, "framework": "garden@2.1.0", "finished": false, "person":'
    b' "P-001", "role": "gardener", "ratings": [{"source": "self", "date": "2026-11-20", "levels": {"digging": 2}}]}'
)


def archive(**files: bytes) -> bytes:
    """Return an archive; two underscores in a name stand for a slash, one for a point."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return an archive with other content."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return packed.getvalue()


def in_sheet(old: bytes, new: bytes) -> bytes:
    """Return the workbook with a passage of its sheets changed."""
    changed = repacked(
        BOOK, lambda name, content: content.replace(old, new, 1) if name.endswith("sheet2.xml") else content
    )
    assert changed != repacked(BOOK, lambda _name, content: content), "nothing has changed"
    return changed


@pytest.mark.parametrize("name", ["back.xlsx", "back.csv", "back.json", "back.txt", "back"])
def test_names_of_files_say_nothing(name: str) -> None:
    for data in (BOOK, CSV, JSON):
        assert load(data, name).diagnostics == ()
        assert levels(load(data, name))["P-001"]["digging"] in {1, 2}


def test_what_a_form_downloads() -> None:
    (one,) = load(JSON, "back.json").returned
    assert not one.answers.finished
    place = one.places.value(["ratings", 0, "levels", "digging"])
    column = JSON.index(b"2}}]}") + 1
    assert (place.path, place.line, place.column) == ("back.json", 1, column)
    broken = load(JSON.replace(b'"digging": 2', b'"digging": 2.5'), "back.json")
    assert [(one.code, one.location.column) for one in broken.diagnostics] == [("KIF012", column)]
    assert load(JSON[:60], "back.json").diagnostics[0].code == "KIF401"
    assert load(JSON.decode().encode("utf-16")).returned[0].answers.person == "P-001"


OTHERS = {
    "nothing": (b"", "empty"),
    "blanks": (b" \r\n\t ", "empty"),
    "the form": (b"\xef\xbb\xbf\n<!DOCTYPE html>\n<html></html>", "form itself"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "neither a workbook nor text"),
    "a letter": (b"Sehr geehrte Damen und Herren,\nanbei die Antworten.\n", "no answers"),
    "before 2007": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "before 2007"),
    "a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99) + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "ods": (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_xml=b"<a/>"), "OpenDocument"),
    "xlsb": (archive(xl__workbook_bin=b"x"), "binary workbook"),
    "macros": (archive(xl__workbook_xml=b"<a/>", xl__vbaProject_bin=b"x"), "macros"),
    "a letter in Word": (archive(word__document_xml=b"<a/>"), "no workbook"),
    "an empty archive": (archive()[:22], "neither"),
    "no workbook inside": (archive(xl__workbook_xml=b"<workbook/>"), "damaged"),
    "too large": (bytes(MAX_BYTES + 1), "10 MB"),
    "packed tightly": (archive(xl__workbook_xml=bytes(30_000_000)), "unpacks"),
    "many entries": (archive(**{f"a{number}": b"" for number in range(1_100)}, xl__workbook_xml=b"<a/>"), "unpacks"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_no_answers(kind: str) -> None:
    data, words = OTHERS[kind]
    loaded = load(data)
    assert loaded.returned == ()
    (one,) = loaded.diagnostics
    assert one.code == "KIF401"
    assert words in one.message
    assert one.location.path == NAME
    assert one.help or words == "10 MB"


def test_a_workbook_without_answers() -> None:
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("Sales").write_row(0, 0, ["Month", "Sum"])
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Sales!$A$1:$A$2"})
        book.add_chartsheet().set_chart(chart)
    loaded = load(made.getvalue())
    assert [(one.code, one.message) for one in loaded.diagnostics] == [("KIF401", "This workbook holds no answers.")]


def test_a_workbook_that_holds_a_plain_table() -> None:
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet("Liste")
        page.write_row(0, 0, ["Person", "Quelle", "Datum", "Kompetenz", "Stufe", "Anteil"])
        page.write_row(1, 0, ["P-001", "boss", "20.11.2026", "digging", 2])
        page.write_row(2, 0, ["P-001", "boss", "20.11.2026", "pruning", 2.5])
        page.write_row(3, 0, ["P-001", "boss", "20.11.2026", "composting", "", 0.72])
    loaded = load(made.getvalue())
    assert problems(loaded) == [("Liste!E3", "KIF403")]
    assert levels(loaded) == {"P-001": {"digging": 2}}
    assert {name: str(share) for name, share in loaded.returned[0].answers.ratings[0].shares.items()} == {
        "composting": "18/25"
    }


def lying(data: bytes) -> bytes:
    """Return an archive whose directory says that everything in it is small."""
    at = data.find(b"PK\x01\x02")
    changed = bytearray(data)
    while at >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", 10)
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


def test_an_archive_that_lies_about_its_size() -> None:
    bomb = archive(xl__workbook_xml=bytes(5_000_000), xl__worksheets__sheet1_xml=bytes(5_000_000))
    (one,) = load(lying(bomb)).diagnostics
    assert (one.code, one.message) == ("KIF401", "The workbook is damaged.")


@pytest.mark.parametrize("reference", [b"A1048576", b"XFD1", b"A99999999999999999999"])
def test_a_cell_far_away_takes_no_memory(reference: bytes) -> None:
    far = b'<c r="' + reference + b'"><v>1</v></c></row></sheetData>'
    (one,) = load(in_sheet(b"</row></sheetData>", far)).diagnostics
    assert (one.code, one.message) == ("KIF401", "A sheet reaches far beyond the answers.")


@pytest.mark.parametrize("row", [b'<row r="1048576">', b"<row r = '1048576'>"])
def test_a_row_far_away_takes_no_memory(row: bytes) -> None:
    far = b"</row>" + row + b"<c><v>1</v></c></row></sheetData>"
    assert problems(load(in_sheet(b"</row></sheetData>", far))) == [("", "KIF401")]


def test_masses_of_merged_cells() -> None:
    merged = b"<mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 2_000 + b"</mergeCells>"
    (one,) = load(in_sheet(b"</sheetData>", b"</sheetData>" + merged)).diagnostics
    assert (one.code, one.message) == ("KIF401", "A sheet has far too many merged cells.")


def test_an_encrypted_entry() -> None:
    data = bytearray(BOOK)
    at = BOOK.find(b"PK\x01\x02")
    data[at + 8] |= 1
    (one,) = load(bytes(data)).diagnostics
    assert one.message == "The workbook is protected by a password."


def test_without_the_extra_there_is_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtraError) as caught:
        load(BOOK)
    assert caught.value.help == 'pip install "kiframework[excel]"'
    assert load(CSV).diagnostics == ()


def test_a_fault_of_the_compiled_library_is_a_diagnostic(monkeypatch: pytest.MonkeyPatch) -> None:
    import python_calamine

    class PanicError(BaseException):
        pass

    class Broken:
        @staticmethod
        def from_filelike(_file: object) -> None:
            raise PanicError

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Broken)
    assert problems(load(BOOK)) == [("", "KIF401")]


def test_a_file_that_is_not_there() -> None:
    loaded = load_answers(Input(Path("nowhere.xlsx"), "nowhere.xlsx", "nowhere.xlsx"), {})
    assert [one.code for one in loaded.diagnostics] == ["KIF001"]


# --- Damage ----------------------------------------------------------------------------------------------------------

KINDS = pytest.mark.parametrize("data", [BOOK, CSV, JSON], ids=["xlsx", "csv", "json"])


@KINDS
def test_a_file_that_was_cut_off_never_ends_in_an_exception(data: bytes) -> None:
    for length in sorted({*range(0, len(data), max(1, len(data) // 150)), *range(len(data) - 40, len(data))}):
        loaded = load(data[:length])
        assert loaded.diagnostics or data is not BOOK, f"the first {length} bytes read as a whole workbook"


@KINDS
def test_random_bytes_in_a_file_never_end_in_an_exception(data: bytes) -> None:
    chance = random.Random(data)
    for _ in range(200):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        load(bytes(damaged))


@pytest.mark.parametrize("name", ["workbook.xml", "sharedStrings.xml", "styles.xml", "sheet2.xml", "workbook.xml.rels"])
def test_damage_inside_the_archive_never_ends_in_an_exception(name: str) -> None:
    chance = random.Random(name)

    def damage(entry: str, content: bytes) -> bytes:
        if not entry.endswith(name):
            return content
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(damaged))
            damaged[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        return bytes(damaged)

    for _ in range(60):
        load(repacked(BOOK, damage))


def test_noise_never_ends_in_an_exception() -> None:
    chance = random.Random(4)
    for begin in (b"", b"PK\x03\x04", b"{", b"person;", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"sep=;\n"):
        for length in (1, 10, 100, 1_000):
            assert load(begin + chance.randbytes(length)).returned == ()
