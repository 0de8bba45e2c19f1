"""Puts corrected texts back into the bytes of their file, and proves by reading that nothing else changed."""

from collections.abc import Sequence

from mtcheck.core.model import Problem, Span
from mtcheck.core.settings import Config
from mtcheck.input.containers import ALIGNED, json_lines, replaced
from mtcheck.input.containers.unit import CannotKeep
from mtcheck.input.reading import Text, decoded

Change = tuple[Text, str]
"""A text as it was read, and what it is to become."""


def put_back(file: str, raw: bytes, changes: Sequence[Change], kind: str, config: Config) -> bytes:
    """Return the bytes of a file with other texts; ``kind`` is how it is read.

    Raises:
        CannotKeep: more than the texts would change.
    """
    try:
        after = _after(raw, changes, kind)
    except UnicodeError as error:
        raise CannotKeep(f"a corrected text cannot be written as UTF-8 ({error})") from error
    if kind == "jsonl":
        _prove_lines(raw, after, changes)
    elif changes[0][0].line is not None:
        _prove_places(raw, after, changes)
    if kind != ALIGNED:
        _prove_texts(file, (raw, after), changes, (kind, config))
    return after


def _after(raw: bytes, changes: Sequence[Change], kind: str) -> bytes:
    if kind == "jsonl":
        lines = raw.split(b"\n")
        for source, text in changes:
            number = (source.line or 1) - 1
            lines[number] = _line(lines[number], source, text)
        return b"\n".join(lines)
    if changes[0][0].line is None:
        return changes[0][1].encode()
    return replaced(kind, raw.decode(), [(source.segment, source.place, text) for source, text in changes]).encode()


def _line(raw: bytes, source: Text, target: str) -> bytes:
    line = raw.decode()
    place = json_lines.place_of(line)
    if place is None:
        raise CannotKeep(f"the target of {source.segment!r} cannot be placed in its line")
    return (line[: place.start] + json_lines.json_string(target, place.of(line)) + line[place.end :]).encode()


def _prove_lines(raw: bytes, after: bytes, changes: Sequence[Change]) -> None:
    """Prove that lines without a corrected target are the same, and the others the same around their targets."""
    numbers = {(source.line or 1) - 1 for source, _ in changes}
    old, new = raw.split(b"\n"), after.split(b"\n")
    same = len(old) == len(new) and all(
        _around_target(one) == _around_target(other) if number in numbers else one == other
        for number, (one, other) in enumerate(zip(old, new, strict=False))
    )
    if not same:
        raise CannotKeep("more than its targets would change")


def _around_target(raw: bytes) -> tuple[str, str]:
    line = raw.decode()
    place = json_lines.place_of(line) or Span(0, 0)
    return line[: place.start], line[place.end :]


def _prove_places(raw: bytes, after: bytes, changes: Sequence[Change]) -> None:
    """Prove that all between the places of corrected targets is the same."""
    old, new = raw.decode(), after.decode()
    at = 0
    places = sorted(source.place for source, _ in changes if source.place is not None)
    for low, place in zip([0, *(one.end for one in places)], places, strict=False):
        between = old[low : place.start]
        at = new.find(between, at)
        if at < 0 or (low == 0 and at != 0):
            raise CannotKeep("more than its targets would change")
        at += len(between)
    tail = old[places[-1].end :] if places else old
    if not new.endswith(tail) or len(new) - len(tail) < at:
        raise CannotKeep("more than its targets would change")


def _prove_texts(file: str, versions: tuple[bytes, bytes], changes: Sequence[Change], how: tuple[str, Config]) -> None:
    """Read both versions again: all texts must be what they were, save those that were corrected."""
    meant = {(source.line, source.place): text for source, text in changes}
    before, after = (list(decoded(file, version, *how)) for version in versions)
    if [_said(one, meant) for one in before] != [_said(one, {}) for one in after]:
        raise CannotKeep("the corrected texts cannot be put back without harm to the file's form")


def _said(one: Text | Problem, meant: dict[tuple[int | None, Span | None], str]) -> tuple[object, ...]:
    if isinstance(one, Problem):
        return one.message, one.segment
    text = meant.get((one.line, one.place), one.text)
    return text, one.segment, one.source, one.reference, one.source_lang
