"""What the page's script works with, as JSON; its offsets are UTF-16 units, as the script counts."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

import msgspec

from mtcheck.core.report import Report, TextReport
from mtcheck.input import containers
from mtcheck.input.reading import kind_of
from mtcheck.output import harmless
from mtcheck.output.page.rows import Numbered

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class Units:
    """Turns rising code-point offsets of a text into UTF-16 units without counting from the start each time."""

    def __init__(self, text: str) -> None:
        """Start at the beginning of a text."""
        self._text = text
        self._point = 0
        self._unit = 0

    def at(self, point: int) -> int:
        """Return the unit of an offset; a falling offset is counted from the start."""
        if point < self._point:
            self._point = self._unit = 0
        run = self._text[self._point : point]
        self._unit += len(run) + sum(char > "\uffff" for char in run) if not run.isascii() else len(run)
        self._point = point
        return self._unit


def encode(data: Any) -> str:
    """Return JSON that can stand in a script element."""
    return harmless.json(msgspec.json.encode(data).decode().translate(_UNSAFE))


def file_data(file: str, texts: Sequence[tuple[TextReport, Numbered]], report: Report) -> dict[str, Any]:
    """Return what the script needs of a file: its texts with findings, and how to write it back."""
    form = report.forms.get(file)
    if form is not None and len(form.places) != len(texts):
        form = None
    nth: Counter[str] = Counter()
    places = form.places if form else (None,) * len(texts)
    shown = [(text, found, place) for (text, found), place in zip(texts, places, strict=True) if found]
    units = Units(form.text) if form else None
    entries = []
    for text, found, place in shown:
        entry = _text(text, found, nth)
        if units is not None and place is not None:
            entry["place"] = [units.at(place.start), units.at(place.end)]
        entries.append(entry)
    return {
        "file": PurePath(file).as_posix(),
        "saveAs": "text.txt" if file == "<stdin>" else PurePath(file).name,
        "digest": _digest(texts),
        "kind": form.kind if form else "" if _is_its_text(file, texts[0][0]) else "unknown",
        "whole": form.text if form else None,
        "texts": entries,
    }


def _is_its_text(file: str, text: TextReport) -> bool:
    """Tell whether a file is nothing but its one text, so that the corrected text is the corrected file."""
    kind = kind_of(file)
    return text.segment is None and (kind not in containers.KINDS or kind in containers.READERS)


def _digest(texts: Sequence[tuple[TextReport, Numbered]]) -> str:
    digest = hashlib.sha256()
    for text, _ in texts:
        digest.update(repr((text.segment, text.text)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:20]


def _text(text: TextReport, found: Numbered, nth: Counter[str]) -> dict[str, Any]:
    units = Units(text.text)
    rows = []
    for number, placed in found:
        one = placed.finding
        key = text.key(placed)
        nth[key] += 1
        rows.append(
            {
                "id": number,
                "start": units.at(one.span.start),
                "end": units.at(one.span.end),
                "at": [one.span.start, one.span.end],
                "fixes": one.fixes,
                "safe": one.safe,
                "rule": one.rule,
                "key": key,
                "nth": nth[key],
                "text": placed.text,
            }
        )
    return {"segment": text.segment, "format": text.format, "text": text.text, "findings": rows}
