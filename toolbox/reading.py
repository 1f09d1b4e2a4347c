"""Reading YAML files into measures that know the line they came from."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Entry:
    """One measure as it stands in a file."""

    facts: dict[str, Any]
    place: str


class _NumberedLoader(yaml.SafeLoader):
    """The safe loader, which also refuses a key that stands twice in one measure."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _value in node.value:
            if str(key.value) in seen:
                raise yaml.constructor.ConstructorError(None, None, f"'{key.value}' stands here twice", key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep=deep)


def read_files(folder: Path) -> tuple[list[Entry], list[str]]:
    """All measures of all files, and a complaint for every file that cannot be read."""
    entries: list[Entry] = []
    complaints: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            entries += read_file(path)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            complaints.append(f"{path.name}:{line}: {error.problem}")
        except (UnicodeDecodeError, yaml.YAMLError) as error:
            complaints.append(f"{path.name}:1: cannot be read as UTF-8 YAML ({type(error).__name__})")
    return entries, complaints


def read_file(path: Path) -> list[Entry]:
    """The measures of one file, in order."""
    loader = _NumberedLoader(path.read_text(encoding="utf-8"))
    try:
        root = loader.get_single_node()
        if root is None:
            return []
        if not isinstance(root, yaml.SequenceNode):
            raise yaml.constructor.ConstructorError(None, None, "a list of measures is expected", root.start_mark)
        return [_entry(loader, node, path) for node in root.value]
    finally:
        loader.dispose()


def _entry(loader: _NumberedLoader, node: yaml.Node, path: Path) -> Entry:
    if not isinstance(node, yaml.MappingNode):
        raise yaml.constructor.ConstructorError(None, None, "a measure with keys is expected", node.start_mark)
    facts = loader.construct_mapping(node, deep=True)
    return Entry(facts, f"{path.name}:{node.start_mark.line + 1}")
