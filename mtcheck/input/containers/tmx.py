"""TMX: of each translation unit the English variant as the target and another one as its source."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mtcheck.core.counted import counted
from mtcheck.core.model import Span
from mtcheck.core.safe_xml import XmlError, inside, parse
from mtcheck.core.settings import Config
from mtcheck.input.containers.unit import Fault, Unit, english


def read(text: str, config: Config) -> Iterator[Unit | Fault]:
    """Yield the units of a TMX file."""
    reader = _Reader(text, config.source_lang)
    try:
        parse(text, reader)
    except XmlError as error:
        yield Fault(str(error), error.line)
        return
    if reader.root != "tmx":
        yield Fault("not a TMX file: its root element is not tmx", 1)
        return
    yield from reader.units
    if reader.foreign:
        yield Fault(
            f"{counted(reader.foreign, 'unit')} without an English variant; not checked", foreign=not reader.units
        )


@dataclass(slots=True)
class _Open:
    """A unit while it is read: its id, and the segment of each language."""

    name: str
    segments: dict[str, Span | None] = field(default_factory=dict)


class _Reader:
    """Collects the units of a file; ``foreign`` counts those without English."""

    def __init__(self, text: str, wanted: list[str]) -> None:
        self.text = text
        self.root = self.source_language = self._language = ""
        self.units: list[Unit] = []
        self.foreign = self._count = 0
        self._wanted = wanted
        self._open: _Open | None = None
        self._start: int | None = None
        self._line, self._counted = 1, 0

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        """Open what starts."""
        self.root = self.root or name
        if name == "header":
            self.source_language = attributes.get("srclang", "")
        elif name == "tu":
            self._count += 1
            self._open = _Open(attributes.get("tuid") or str(self._count))
        elif name == "tuv":
            self._language = attributes.get("xml:lang") or attributes.get("lang") or ""
        elif name == "seg":
            self._start = inside(self.text, at)

    def end(self, name: str, at: int) -> None:
        """Close what ends."""
        if self._open is None:
            return
        if name == "seg":
            self._open.segments.setdefault(self._language, None if self._start is None else Span(self._start, at))
        elif name == "tu":
            self._close(self._open)
            self._open = None

    def data(self, text: str) -> None:
        """Text is taken from the file as it stands."""

    def _close(self, one: _Open) -> None:
        target = next((language for language in one.segments if english(language)), None)
        if target is None:
            self.foreign += 1
            return
        others = [language for language in one.segments if not english(language)]
        source = next(filter(self._is_source, others), others[0] if others else None)
        place, original = one.segments[target], one.segments[source] if source is not None else None
        if place is not None:
            self._line, self._counted = self._line + self.text.count("\n", self._counted, place.start), place.start
        self.units.append(
            Unit(
                one.name,
                self._line,
                place.of(self.text) if place else "",
                original.of(self.text) if original else None,
                language=source,
                place=place,
                format="xml",
            )
        )

    def _is_source(self, language: str) -> bool:
        return language.lower() == self.source_language.lower() or language.partition("-")[0] in self._wanted
