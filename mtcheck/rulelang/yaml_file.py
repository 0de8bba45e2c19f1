"""Reads one YAML file of a rule pack, safely, and remembers on which line each value stands."""

from typing import Any

import regex
import yaml

from mtcheck.rulelang.errors import RuleError

MOST_BYTES = 512 * 1024
_ALIAS = regex.compile(r"(?m)(?:^|[\s\[{,:-])[*&][\w-]+(?=\s|$|[,\]}])")
_STEP = regex.compile(r"\.([\w-]+)|\[(\d+|\.\.\.)\]")

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a platform without the libyaml wheel
    from yaml import SafeLoader as Loader  # type: ignore[assignment]


class YamlFile:
    """A parsed file: ``data`` and the lines of its parts."""

    def __init__(self, raw: bytes, shown: str) -> None:
        """Parse the bytes of a file.

        Raises:
            RuleError: it is too large, no UTF-8, no YAML, or uses aliases (a short file could grow without bound).
        """
        self.shown = shown
        text = self._text(raw)
        try:
            node = yaml.compose(text, Loader=Loader)
            self.data: Any = yaml.load(text, Loader=Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise RuleError(f"not YAML: {error.problem}", shown, mark.line + 1 if mark else 1) from error
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise RuleError(f"not YAML: {error}", shown) from error
        self._node = node

    def _text(self, raw: bytes) -> str:
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            raise RuleError(f"not UTF-8: {error}", self.shown) from error
        if len(raw) > MOST_BYTES:
            raise RuleError(f"larger than {MOST_BYTES} bytes", self.shown)
        for match in _ALIAS.finditer(text):
            if any(isinstance(event, yaml.AliasEvent) for event in _events(text)):
                raise RuleError("YAML aliases are not allowed", self.shown, text.count("\n", 0, match.start()) + 1)
            break
        return text

    def line(self, path: str | tuple[str, ...]) -> int:
        """Return the line of a value named like ``$.examples[0].bad`` or by its keys; of the nearest one there is."""
        node, line = self._node, 1
        steps = _STEP.findall(path) if isinstance(path, str) else [(key, "") for key in path]
        for key, index in steps:
            step = _child(node, key, index)
            if step is None:
                break
            line, node = step
        return line


def _events(text: str) -> list[yaml.Event]:
    try:
        return list(yaml.parse(text, Loader=Loader))
    except yaml.YAMLError:
        return []  # the parser proper reports it


def _child(node: yaml.Node | None, key: str, index: str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode) and key:
        for name, value in node.value:
            if name.value == key:
                return name.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and index.isdecimal() and int(index) < len(node.value):
        value = node.value[int(index)]
        return value.start_mark.line + 1, value
    return None
