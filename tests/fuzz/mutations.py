"""Damages one YAML text in a way that follows from a number alone: nodes, keys, or raw characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from tests.fuzz.outline import Entry, Span

STRANGE_VALUES = (
    *("word", "''", "' '", '"\\0"', '"\\ud83d\\ude00"', "TODO", "'TODO: x'", "no", "True", "~", "-", "?", "*x", "&x y"),
    *("0", "-1", "1.5", "1e999", "0x1F", ".nan", "1/0", "1/3", "85 %", "999999999999999999999999", "9" * 400),
    *("2026-11-20", "2026-02-30", "0000-00-00", "9999-12-31", "2026-11-20T25:00:00Z"),
    *("[]", "{}", "[1, 2]", "[[]]", "{a: b}", "{1: {2: 3}}", "{de: x, de: y}", "{de: x}", "{fr: x, en: ~}", "[null]"),
    *("!tag x", "!!python/object:os.system x", "|\n  x", ">-\n\n", "<<", "'[bold]x[/bold]'", "'::error::x'", "'</a>'"),
    *("\u202eabc", "a\u2028b", "\ufeff", "\u0663", "\U0001d56c", "e\u0301" * 50, "ﬀ", "İ", "ß" * 30, "\U0010ffff"),
    *("x" * 20_000, "Wort " * 2_000, "[" * 60, "[" * 20_000, "{a: " * 60 + "}" * 60),
)
"""What a value is mistyped as."""
STRANGE_TEXT = (
    *(
        "\t",
        " ",
        "  ",
        "\n",
        "\r",
        "\r\n",
        "\x85",
        "\u2028",
        "\x00",
        "\x1b",
        "\ufeff",
        "\ufffe",
        "\u00a0",
        "\u200b",
        "😀",
    ),
    *(":", ": ", "#", " #", "- ", "? ", "'", '"', "[", "]", "{", "}", ",", "&a ", "*a", "!", "|", ">", "%", "@", "`"),
    *(
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "<<: *a\n",
        "# kif: ignore[KIF216] x\n",
        " # kif: ignore",
        "# kif: ignore[",
        "<",
    ),
)
"""What is put in somewhere."""
LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß-_ :0"
BYTES = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00", b"\x80", b"\xf4\x90\x80\x80")


class Mutated(NamedTuple):
    """A damaged text, and what was done to it."""

    data: bytes
    how: str


def mutated(text: str, entries: Sequence[Entry], numbers: Random) -> Mutated:
    """Damage a text once; in one case of four twice."""
    kind = numbers.choice([_NODES, _NODES, _NODES, _RAW])
    steps = [numbers.choice(list(kind))]
    text = kind[steps[0]](text, entries, numbers) if kind is _NODES else _RAW[steps[0]](text, (), numbers)
    if not numbers.randrange(4):
        # The places of entries hold for the first time only.
        steps.append(numbers.choice(list(_RAW)))
        text = _RAW[steps[1]](text, (), numbers)
    data = text.encode("utf-8", "surrogatepass")
    if not numbers.randrange(20):
        steps.append("bytes flipped")
        data = _bytes_flipped(data, numbers)
    return Mutated(data, ", ".join(steps))


def _put(text: str, span: Span, new: str) -> str:
    return text[: span.start] + new + text[span.end :]


def _deleted(text: str, entries: Sequence[Entry], numbers: Random) -> str:
    return _put(text, numbers.choice(entries).whole, "")


def _emptied(text: str, entries: Sequence[Entry], numbers: Random) -> str:
    return _put(text, numbers.choice(entries).value, "")


def _duplicated(text: str, entries: Sequence[Entry], numbers: Random) -> str:
    entry = numbers.choice(entries)
    return _behind(text, entry, entry.whole.of(text), entry.column)


def _behind(text: str, entry: Entry, added: str, column: int) -> str:
    """Put an entry that stood at ``column`` behind another, indented alike."""
    if entry.flow:
        joined = ", " + " ".join(added.split())
    else:
        joined = "\n" + " " * entry.column + added.replace("\n" + " " * column, "\n" + " " * entry.column)
    return text[: entry.whole.end] + joined + text[entry.whole.end :]


def _moved(text: str, entries: Sequence[Entry], numbers: Random) -> str:
    entry = numbers.choice(entries)
    others = [other for other in entries if other.whole.apart_from(entry.whole)]
    if not others:
        return _put(text, entry.whole, "")
    other = numbers.choice(others)
    moved = entry.whole.of(text)
    if entry.whole.start > other.whole.start:
        return _behind(_put(text, entry.whole, ""), other, moved, entry.column)
    return _put(_behind(text, other, moved, entry.column), entry.whole, "")


def _swapped(text: str, entries: Sequence[Entry], numbers: Random) -> str:
    """Swap two values: of scalars the text stays readable, of others often."""
    one = numbers.choice(entries)
    others = [other for other in entries if other.scalar == one.scalar and other.value.apart_from(one.value)]
    if not others:
        return _put(text, one.value, "x")
    first, second = sorted([one.value, numbers.choice(others).value], key=lambda span: span.start)
    return _put(_put(text, second, first.of(text)), first, second.of(text))


def _mistyped(text: str, entries: Sequence[Entry], numbers: Random) -> str:
    """Make a value something else."""
    entry = numbers.choice(entries)
    new = numbers.choice(STRANGE_VALUES)
    # A block collection begins on a line of its own, where a word would not be a value.
    return _put(text, entry.value, new if entry.scalar or entry.flow else f" {new}")


def _key_misspelt(text: str, entries: Sequence[Entry], numbers: Random) -> str:
    span = numbers.choice([entry.key for entry in entries if entry.key is not None])
    key = span.of(text)
    at = numbers.randrange(len(key) + 1)
    new = numbers.choice([key[:at] + key[at + 1 :], key[:at] + numbers.choice(LETTERS) + key[at:], key[::-1], "x", "1"])
    return _put(text, span, new)


def _value_misspelt(text: str, entries: Sequence[Entry], numbers: Random) -> str:
    span = numbers.choice([entry.value for entry in entries if entry.scalar])
    value = span.of(text)
    at = numbers.randrange(len(value) + 1)
    new = numbers.choice([value[:at] + value[at + 1 :], value[:at] + numbers.choice(LETTERS) + value[at:], value * 2])
    return _put(text, span, new)


def _line_changed(text: str, _entries: Sequence[Entry], numbers: Random) -> str:
    """Delete, repeat, move or indent a line anew."""
    lines = text.splitlines(keepends=True) or [""]
    at = numbers.randrange(len(lines))
    line = lines[at]
    lines[at : at + 1] = numbers.choice(
        [[], [line, line], ["  " + line], [line.lstrip(" ")], [line[1:]], ["\t" + line], [line.rstrip("\n")], ["\n"]]
    )
    return "".join(lines)


def _character_deleted(text: str, _entries: Sequence[Entry], numbers: Random) -> str:
    at = numbers.randrange(len(text) + 1)
    return text[:at] + text[at + numbers.choice([1, 1, 1, 2, 10, 100, 5_000]) :]


def _text_inserted(text: str, _entries: Sequence[Entry], numbers: Random) -> str:
    at = numbers.randrange(len(text) + 1)
    return text[:at] + numbers.choice(STRANGE_TEXT) + text[at:]


def _cut_off(text: str, _entries: Sequence[Entry], numbers: Random) -> str:
    return text[: numbers.randrange(len(text) + 1)]


def _line_ends_changed(text: str, _entries: Sequence[Entry], numbers: Random) -> str:
    return text.replace("\n", numbers.choice(["\r\n", "\r", "\x85", "\u2028", "\n\n"]))


def _marked(text: str, _entries: Sequence[Entry], _numbers: Random) -> str:
    """Put a byte order mark in front."""
    return "\ufeff" + text


def _suppressed(text: str, _entries: Sequence[Entry], numbers: Random) -> str:
    """Add a comment that keeps findings quiet to some line."""
    lines = text.splitlines(keepends=True) or [""]
    at = numbers.randrange(len(lines))
    codes = numbers.choice(["", "[]", "[KIF2]", "[KIF216, KIF228]", "[KIF999]", "[x", "[KIF010]"])
    lines[at] = lines[at].rstrip("\n") + f"  # kif: ignore{codes} {numbers.choice(['', 'quoted', 'ß' * 300])}\n"
    return "".join(lines)


def _bytes_flipped(data: bytes, numbers: Random) -> bytes:
    at = numbers.randrange(len(data) + 1)
    return data[:at] + numbers.choice(BYTES) + data[at + numbers.choice([0, 1, 2]) :]


_NODES: dict[str, Callable[[str, Sequence[Entry], Random], str]] = {
    "node deleted": _deleted,
    "value emptied": _emptied,
    "node duplicated": _duplicated,
    "node moved": _moved,
    "nodes swapped": _swapped,
    "node mistyped": _mistyped,
    "key misspelt": _key_misspelt,
    "value misspelt": _value_misspelt,
}
_RAW: dict[str, Callable[[str, Sequence[Entry], Random], str]] = {
    "line changed": _line_changed,
    "character deleted": _character_deleted,
    "text inserted": _text_inserted,
    "cut off": _cut_off,
    "line ends changed": _line_ends_changed,
    "byte order mark": _marked,
    "suppressed": _suppressed,
}
