"""XLIFF 1.2 and 2.x: the targets of units, read as they stand, inline elements and all."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mtcheck.core.model import Span
from mtcheck.core.safe_xml import XmlError, inside, parse
from mtcheck.core.settings import Config
from mtcheck.input.containers.unit import Fault, Unit, english

_HOLDERS = frozenset({"trans-unit", "segment"})
"""The elements whose own children are source and target: XLIFF 1.2, 2.x."""
_PARTS = frozenset({"source", "target"})

Attributes = dict[str, str]


def read(text: str, config: Config) -> Iterator[Unit | Fault]:  # noqa: ARG001
    """Yield the units of an XLIFF file, save those that say they are not to be translated."""
    reader = _Reader(text)
    try:
        parse(text, reader)
    except XmlError as error:
        yield Fault(str(error), error.line)
        return
    if reader.root != "xliff":
        yield Fault("not an XLIFF file: its root element is not xliff", 1)
    elif reader.units and not any(one.target for one in reader.units):
        yield Fault("no unit of it has a target", foreign=True)
    else:
        yield from reader.units
    yield from (Fault(f"its target language is {one}; mtcheck checks English", foreign=True) for one in reader.others)


@dataclass(slots=True)
class _Open:
    """A unit while it is read; a part is None where its element is empty and closed at once."""

    name: str
    at: int
    parts: dict[str, Span | None] = field(default_factory=dict)


class _Reader:
    """Collects the units of a file, and the target languages that are not English."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = ""
        self.units: list[Unit] = []
        self.others: dict[str, None] = {}
        self._path: list[tuple[str, Attributes]] = []
        self._open: _Open | None = None
        self._start: int | None = None
        self._line, self._counted = 1, 0
        self._segments = 0

    def start(self, name: str, attributes: Attributes, at: int) -> None:
        """Open what starts."""
        parent = self._path[-1][0] if self._path else ""
        self.root = self.root or name
        self._path.append((name, attributes))
        if name == "unit":
            self._segments = 0
        elif name in _HOLDERS and self._open is None:
            self._segments += 1
            self._open = _Open(self._name(attributes), at)
        elif name in _PARTS and parent in _HOLDERS:
            self._start = inside(self.text, at)

    def end(self, name: str, at: int) -> None:
        """Close what ends; a unit's inheritance still lies on the path."""
        parent = self._path[-2][0] if len(self._path) > 1 else ""
        if name in _PARTS and parent in _HOLDERS and self._open is not None:
            self._open.parts[name] = None if self._start is None else Span(self._start, at)
        elif name in _HOLDERS and self._open is not None and parent not in _HOLDERS:
            self._close(self._open)
            self._open = None
        self._path.pop()

    def data(self, text: str) -> None:
        """Text is taken from the file as it stands."""

    def _name(self, attributes: Attributes) -> str:
        unit = next((attrs.get("id") for name, attrs in reversed(self._path) if name == "unit"), None)
        own = attributes.get("id")
        if unit is None:
            return own or str(len(self.units) + 1)
        if own:
            return f"{unit}/{own}"
        return unit if self._segments == 1 else f"{unit}/{self._segments}"

    def _inherited(self, *keys: str) -> str | None:
        """Return the attribute of the innermost open element that has it."""
        return next((attrs[key] for _, attrs in reversed(self._path) for key in keys if key in attrs), None)

    def _close(self, one: _Open) -> None:
        if self._inherited("translate") == "no":
            return
        wanted = self._inherited("target-language", "trgLang")
        if wanted and not english(wanted):
            self.others[wanted] = None
            return
        source, target = one.parts.get("source"), one.parts.get("target")
        at = target.start if target else one.at
        self._line, self._counted = self._line + self.text.count("\n", self._counted, at), at
        self.units.append(
            Unit(
                one.name,
                self._line,
                target.of(self.text) if target else "",
                source.of(self.text) if source else None,
                language=self._inherited("source-language", "srcLang"),
                place=target,
                format="xml",
            )
        )
