"""Puts the tables of a framework together: everything that can be placed, and a finding for every row that cannot."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic, Severity, did_you_mean
from kiframework.loading.matrix.tables import cell_text, matrix_level
from kiframework.model.base import ID, LONGEST_ID
from kiframework.model.exchange import NOTED, YES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.diagnostics import Location
    from kiframework.loading.matrix.tables import Table

UNPLACED, REPEATED = "KIF601", "KIF602"
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_GENERAL = "general"
_HIGHEST = 100
_WORDS = {
    "de": ("Stufe {level}", "Stufe {level} von {highest}.", "Allgemein", "Was zu „{title}“ gehört."),
    "en": ("Level {level}", "Level {level} of {highest}.", "General", "What belongs to {title}."),
}


@dataclass(slots=True)
class Building:
    """A framework in the making."""

    lang: str
    """The language of texts that name none."""
    document: dict[str, Any] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    names: dict[str, dict[str, str]] = field(default_factory=lambda: {"competencies": {}, "roles": {}})
    """Section -> what something may be called, in small letters -> its id."""
    pairs: dict[tuple[str, str], tuple[dict[str, Any], Location]] = field(default_factory=dict)
    pillars: dict[str, str] = field(default_factory=dict)
    """Id of a pillar that is only named by competencies -> its name."""

    def build(self, tables: Sequence[Table]) -> dict[str, Any]:
        """Return the document; requirements come last, because they refer to everything else."""
        self.document = {"competencies": {}, "roles": {}, "ladders": {}}
        has_roles = any(table.kind == "roles" for table in tables)
        for table in sorted(tables, key=lambda table: _ORDER.index(table.kind)):
            # Where roles have a table of their own, columns of numbers are something else.
            known = replace(table, across={}) if has_roles else table
            self._name_further(known)
            getattr(self, f"_{known.kind}")(known)
        self._finish()
        return self.document

    def _name_further(self, table: Table) -> None:
        """Name columns that mean nothing here, and say whether they are kept."""
        for column, head in table.further().items():
            message = "is kept as a note; it means nothing here" if table.kind in NOTED else "is not taken over"
            place = table.grid.place(table.header, column)
            self._say(UNPLACED, f"The column '{head[:60]}' {message}.", place, severity=Severity.INFO)

    def _say(self, code: str, message: str, place: Location, help_: str | None = None, **more: Any) -> None:
        severity = more.pop("severity", Severity.WARNING)
        self.diagnostics.append(Diagnostic(code, message, place, severity, help=help_, **more))

    # --- Tables of things ---------------------------------------------------------------------------------------------

    def _framework(self, table: Table) -> None:
        for row in table.rows():
            key, text = table.text(row, "key"), table.text(row, "value")
            try:
                self.document[key] = json.loads(text)
            except ValueError:
                self._say(UNPLACED, "This is not what an export has written here.", table.place(row, "value"))

    def _scale(self, table: Table) -> None:
        steps = []
        for row in table.rows():
            level = self._whole(table, row, "level")
            if level is not None:
                steps.append({"level": level, **self._named(table, row, "title", "meaning")})
        self.document["scale"] = steps

    def _pillars(self, table: Table) -> None:
        for row in table.rows():
            name = self._id(table.text(row, "id") or self._title(table, row))
            pillar = {"id": name, **self._named(table, row, "title", "meaning")}
            self.document.setdefault("pillars", []).append(pillar)

    def _competencies(self, table: Table) -> None:
        roles = {column: self._role_across(title) for column, title in table.across.items()}
        pillar = ""
        for row in table.rows():
            # In a matrix, what is written once for several rows stands beside the first of them.
            pillar = table.text(row, "pillar") or (pillar if roles else "")
            name = self._new(table, row, "competencies", "competency")
            if name is not None:
                self.document["competencies"][name] = self._competency(table, row, name, pillar)
            known = name or self.names["competencies"].get(self._title(table, row).casefold())
            if known is not None:
                for column, role in roles.items():
                    self._cell(table, row, column, role, known)

    def _competency(self, table: Table, row: int, name: str, pillar: str) -> dict[str, Any]:
        given = self._named(table, row, "title", "meaning")
        given.setdefault("title", {self.lang: table.text(row, "competency") or name})
        given.setdefault("meaning", given["title"])
        given["pillar"] = self._pillar(pillar)
        given["weight"] = self._whole(table, row, "weight") if table.text(row, "weight") else 1
        before = [one.strip() for one in re.split(r"[,;\n]", table.text(row, "prerequisites")) if one.strip()]
        given |= {"prerequisites": before} if before else {}
        anchors = table.anchors(row, self.lang)
        return given | ({"anchors": anchors} if anchors else {})

    def _role_across(self, title: str) -> str:
        """Return the id of a role that is the heading of a column; other tables may have it as well."""
        name = self.names["roles"].setdefault(title.casefold(), self._id(title))
        texts = {"title": {self.lang: title}, "purpose": {self.lang: title}}
        self.document["roles"].setdefault(name, {**texts, "requirements": {}})
        return name

    def _roles(self, table: Table) -> None:
        for row in table.rows():
            name = self._new(table, row, "roles", "role")
            if name is None:
                continue
            given = self._named(table, row, "title", "purpose")
            given.setdefault("title", {self.lang: name})
            given.setdefault("purpose", table.texts(row, "meaning", self.lang) or given["title"])
            self.document["roles"][name] = {**given, "requirements": {}}

    def _ladders(self, table: Table) -> None:
        steps: dict[str, list[tuple[int, str]]] = {}
        titles: dict[str, dict[str, str]] = {}
        for row in table.rows():
            # In tables of others, "role" is the ladder, and the step is named by an id beside it.
            written = table.text(row, "ladder")
            role = self._known("roles", table, row, "role")
            step = self._whole(table, row, "step")
            if role is None or step is None:
                continue
            name = self._id(written or role)
            titles.setdefault(name, table.texts(row, "title", self.lang) or {self.lang: written or role})
            steps.setdefault(name, []).append((step, role))
        self.document["ladders"] = {
            name: {"title": titles[name], "steps": [role for _, role in sorted(found, key=lambda one: one[0])]}
            for name, found in steps.items()
        }

    def _new(self, table: Table, row: int, section: str, column: str) -> str | None:
        """Return the id of something new; None if there is none, or it stands there already."""
        title = self._title(table, row)
        written = table.text(row, "id") or table.text(row, column) or title
        name = self._id(written)
        if not name:
            self._say(
                UNPLACED, "This row has neither an id nor a title.", table.place(row), "name it, or remove the row"
            )
            return None
        if name in self.document[section]:
            self._say(REPEATED, f"'{name}' stands there already; the first one counts.", table.place(row))
            return None
        for known in (written, name, title):
            if known:
                self.names[section].setdefault(known.casefold(), name)
        return name

    def _title(self, table: Table, row: int) -> str:
        return next(iter(table.texts(row, "title", self.lang).values()), "")

    def _named(self, table: Table, row: int, *columns: str) -> dict[str, Any]:
        """Return the texts of a row, and what an export has kept as JSON."""
        texts = {column: table.texts(row, column, self.lang) for column in columns}
        given = {column: words for column, words in texts.items() if words}
        return given | self._besides(table, row)

    def _besides(self, table: Table, row: int) -> dict[str, Any]:
        """Return what an export has kept as JSON, and what stands in further columns as notes."""
        kept: dict[str, Any] = {}
        more = table.text(row, "more")
        try:
            kept = json.loads(more) if more else {}
            if "anchors" in kept:
                kept["anchors"] = {int(level): text for level, text in kept["anchors"].items()}
        except (ValueError, TypeError, AttributeError):
            self._say(UNPLACED, "This is not what an export has written here.", table.place(row, "more"))
        notes = table.notes(row, table.further()) if table.kind in NOTED else {}
        return {**kept, "notes": {**notes, **kept.get("notes", {})}} if notes else kept

    def _pillar(self, written: str) -> str:
        name = self._id(written) or _GENERAL
        known = {pillar["id"] for pillar in self.document.get("pillars", [])}
        if name not in known:
            self.pillars.setdefault(name, written)
        return name

    # --- Requirements -------------------------------------------------------------------------------------------------

    def _requirements(self, table: Table) -> None:
        for row in table.rows():
            role, competency = (
                self._known("roles", table, row, "role"),
                self._known("competencies", table, row, "competency"),
            )
            level = self._whole(table, row, "level")
            if role is not None and competency is not None and level is not None:
                must = table.text(row, "must_have").casefold() in YES
                given = {"level": level, **({"must_have": True} if must else {}), **self._besides(table, row)}
                self._require(role, competency, given, table.place(row, "level"))

    def _cell(self, table: Table, row: int, column: int, role: str, competency: str) -> None:
        text = cell_text(table.grid.cell(row, column))
        found = matrix_level(text)
        place = table.grid.place(row, column)
        if found is None and text:
            help_ = "a whole number; with ! or * behind it, it is a must-have"
            self._say(UNPLACED, "This is no level.", place, help_)
        elif found is not None and found[0]:
            given: dict[str, Any] = {"level": found[0], **({"must_have": True} if found[1] else {})}
            self._require(role, competency, given, place)

    def _require(self, role: str, competency: str, given: dict[str, Any], place: Location) -> None:
        known = self.pairs.get((role, competency))
        if known is not None:
            same = all(known[0].get(key) == given.get(key) for key in ("level", "must_have"))
            message = (
                f"'{role}' requires '{competency}' twice{'' if same else ', and otherwise'}; the first one counts."
            )
            self._say(REPEATED, message, place, "remove one of the two", related=(("first required here", known[1]),))
            return
        self.pairs[role, competency] = given, place
        self.document["roles"][role]["requirements"][competency] = given

    def _known(self, section: str, table: Table, row: int, column: str) -> str | None:
        written = table.text(row, column)
        name = self.names[section].get(written.casefold()) or self.names[section].get(self._id(written))
        if name is None:
            known = self.document[section]
            message = f"There is no {column} '{written[:60]}'." if written else f"The {column} is missing."
            self._say(UNPLACED, message, table.place(row, column), did_you_mean(written, known))
        return name

    def _whole(self, table: Table, row: int, column: str) -> int | None:
        text = table.text(row, column)
        if re.fullmatch(r"[0-9]{1,3}", text) and int(text) <= _HIGHEST:
            return int(text)
        self._say(UNPLACED, f"The {column} is no whole number.", table.place(row, column))
        return None

    @staticmethod
    def _id(written: str) -> str:
        """Return an id as close as possible to what was written; empty where nothing is left of it."""
        if re.fullmatch(ID, written) and len(written) <= LONGEST_ID:
            return written
        plain = re.sub(r"[^a-z0-9]+", "-", written.casefold().translate(_UMLAUTS)).strip("-")
        name = plain if re.fullmatch(ID, plain) else f"x-{plain}" if plain else ""
        return name[:LONGEST_ID].rstrip("-")

    # --- What nobody has said -----------------------------------------------------------------------------------------

    def _finish(self) -> None:
        """Fill in scale and pillars where there is no table of them, and look for levels beyond the scale."""
        title, meaning, general, belongs = _WORDS.get(self.lang, _WORDS["en"])
        texts = [level for one in self.document["competencies"].values() for level in one.get("anchors", {})]
        asked = [given["level"] for given, _ in self.pairs.values()]
        if "scale" not in self.document:
            highest = max(texts or asked or [4])
            self.document["scale"] = [
                {
                    "level": level,
                    "title": {self.lang: title.format(level=level)},
                    "meaning": {self.lang: meaning.format(level=level, highest=highest)},
                }
                for level in range(highest + 1)
            ]
        highest = max(step["level"] for step in self.document["scale"])
        for (role, competency), (given, place) in self.pairs.items():
            if given["level"] > highest:
                del self.document["roles"][role]["requirements"][competency]
                self._say(UNPLACED, f"Level {given['level']} is off the scale, which ends at {highest}.", place)
        known = self.document.setdefault("pillars", [])
        for name, written in self.pillars.items():
            words = written or general
            known.append({"id": name, "title": {self.lang: words}, "meaning": {self.lang: belongs.format(title=words)}})


_ORDER = ["framework", "scale", "pillars", "competencies", "roles", "ladders", "requirements"]
