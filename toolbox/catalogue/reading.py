"""Reading the YAML files of the catalogue: one measure a file, and each key knows its line."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Entry:
    """One measure as it stands in its file; `lines` tells where each key stands."""

    path: Path
    facts: dict[str, Any]
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return str(self.facts.get("code", self.path.stem))

    def at(self, key: str = "code") -> str:
        return f"{self.path.name}:{self.lines.get(key, 1)}"


class _Loader(yaml.SafeLoader):
    """The safe loader, which refuses a key that stands twice and leaves a date the text that it is."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _value in node.value:
            if str(key.value) in seen:
                raise yaml.constructor.ConstructorError(None, None, f"'{key.value}' stands here twice", key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep=deep)

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        day = super().construct_yaml_timestamp(node)
        return day.isoformat() if isinstance(day, dt.date) else day


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)


def read_folder(folder: Path) -> tuple[list[Entry], list[str]]:
    """All measures below a folder, and a complaint for every file that cannot be read."""
    entries: list[Entry] = []
    complaints: list[str] = []
    for path in sorted(folder.rglob("*.yaml")):
        try:
            entries.append(read_file(path))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            complaints.append(f"{path.name}:{line}: {error.problem}")
        except (UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
            complaints.append(f"{path.name}:1: cannot be read as UTF-8 YAML ({type(error).__name__})")
    return entries, complaints


def read_file(path: Path) -> Entry:
    """One file, which holds one mapping."""
    loader = _Loader(path.read_text(encoding="utf-8"))
    try:
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            mark = root.start_mark if root else None
            raise yaml.constructor.ConstructorError(None, None, "a measure with keys is expected", mark)
        facts = loader.construct_document(root)
        return Entry(path, facts, dict(_lines(root)))
    finally:
        loader.dispose()


def _lines(root: yaml.MappingNode) -> Iterator[tuple[str, int]]:
    for key, _value in root.value:
        yield str(key.value), key.start_mark.line + 1
