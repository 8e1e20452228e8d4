"""Writes a framework as the files of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator


def framework_files(document: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files of a framework: its top file, competencies by pillar, each role."""
    top = {key: one for key, one in document.items() if key not in ("competencies", "roles")}
    yield "framework.yaml", yaml_bytes(top)
    pillar = {name: one["pillar"] for name, one in document["competencies"].items()}
    yield from by_pillar("competencies", document["competencies"], pillar)
    for name, role in document["roles"].items():
        yield f"roles/{name}.yaml", yaml_bytes({name: role})


def by_pillar(folder: str, entries: dict[str, Any], pillar: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield a file for each pillar with its entries; ``pillar`` says where each belongs."""
    files: dict[str, dict[str, Any]] = {}
    for name, one in entries.items():
        files.setdefault(pillar[name], {})[name] = one
    for name, own in files.items():
        yield f"{folder}/{name}.yaml", yaml_bytes(own)


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # libyaml is much faster
    """Writes every value in full: a name for what stands twice helps no reader."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def yaml_bytes(data: Any) -> bytes:
    """Return data as YAML that our strict reader takes as it is."""
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return text.encode()
