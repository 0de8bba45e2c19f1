"""Word files with corrections as tracked changes and reasons as comments; every part that has none is left alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mtcheck.core.model import Span
from mtcheck.core.safe_xml import XmlError
from mtcheck.core.settings import Config
from mtcheck.input.containers.package import Package, PackageError
from mtcheck.input.containers.unit import CannotKeep
from mtcheck.input.containers.word import comments
from mtcheck.input.containers.word.differ import changes
from mtcheck.input.containers.word.mark import Change, Remark, marked
from mtcheck.input.containers.word.parts import related
from mtcheck.input.containers.word.read import stories
from mtcheck.input.containers.word.story import Story


@dataclass(frozen=True, slots=True)
class Note:
    """What a comment says, paragraph by paragraph, and the place in its story that it is about."""

    segment: str | None
    span: Span
    lines: tuple[str, ...]


def now() -> str:
    """Return the present time as Word dates a change."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def corrected(raw: bytes, texts: Mapping[str | None, str], config: Config) -> bytes:
    """Return a Word file in which the stories that are named become other texts by tracked changes.

    Raises:
        CannotKeep: that would change more than the texts, or break a signature.
    """
    package, found = _opened(raw, config)
    wanted = {story.segment: list(changes(story.text, texts.get(story.segment, story.text))) for story in found}
    return _sealed(package, _marked(found, wanted, [], now()), _Promise(found, texts, config))


def reviewed(raw: bytes, wanted: Mapping[str | None, Sequence[Change]], notes: Sequence[Note], config: Config) -> bytes:
    """Return a Word file with changes tracked and a comment for each note.

    All comments stand in the body, where every editor shows them: one on a footnote at the reference to it, one on
    a header at the start of the text.

    Raises:
        CannotKeep: that would change more than the texts, or break a signature.
    """
    package, found = _opened(raw, config)
    body, date = found[0], now()
    try:
        first = comments.next_number(package, body.part)
        remarks = [Remark(_anchor(found, note), number) for number, note in enumerate(notes, first)]
        parts = _marked(found, wanted, remarks, date)
        parts |= comments.added(package, body.part, [(first + n, note.lines) for n, note in enumerate(notes)], date)
    except (PackageError, XmlError) as error:
        raise CannotKeep(str(error)) from error
    texts = {story.segment: applied(story.text, wanted.get(story.segment, ())) for story in found}
    return _sealed(package, parts, _Promise(found, texts, config))


def applied(text: str, wanted: Sequence[Change]) -> str:
    """Return a text with changes made."""
    for change in sorted(wanted, key=lambda one: one.span, reverse=True):
        text = text[: change.span.start] + change.text + text[change.span.end :]
    return text


def _opened(raw: bytes, config: Config) -> tuple[Package, list[Story]]:
    try:
        package = Package(raw, config)
        if any(one.kind == "origin" for one in related(package)):
            raise CannotKeep("it is signed, and a change would break the signature")
        return package, stories(package)
    except (PackageError, XmlError) as error:
        raise CannotKeep(str(error)) from error


def _marked(
    found: Sequence[Story], wanted: Mapping[str | None, Sequence[Change]], remarks: Sequence[Remark], date: str
) -> dict[str, str]:
    parts: dict[str, str] = {}
    for story in found:
        mine = remarks if story.segment is None else ()
        if mine or wanted.get(story.segment):
            parts[story.part] = marked(story, wanted.get(story.segment, ()), mine, date)
    return parts


def _anchor(found: Sequence[Story], note: Note) -> Span:
    """Return the place in the body at which a comment stands."""
    body = found[0]
    if note.segment is None:
        return note.span
    story = next(one for one in found if one.segment == note.segment)
    line = story.text.count("\n", 0, note.span.start)
    at = _reference(body, story, story.paragraphs[line].note)
    if at is None:
        at = next((one.start + 1 for one in body.paragraphs if one.text), 0)
    return Span(max(0, at - 1), at)


def _reference(body: Story, story: Story, note: str | None) -> int | None:
    """Return where the body refers to a footnote or endnote."""
    name = "endnoteReference" if story.segment and story.segment.startswith("endnote") else "footnoteReference"
    children = (child for paragraph in body.paragraphs for run in paragraph.runs for child in run.children)
    return next((one.start for one in children if one.name == name and note is not None and one.note == note), None)


@dataclass(frozen=True, slots=True)
class _Promise:
    """What a written file must hold: the stories as they were, save those with new texts."""

    found: Sequence[Story]
    texts: Mapping[str | None, str]
    config: Config


def _sealed(package: Package, parts: Mapping[str, str], promise: _Promise) -> bytes:
    """Write the package and read it again: all must be as it was promised."""
    try:
        raw = package.rewritten(parts)
        again = stories(Package(raw, promise.config))
    except (PackageError, XmlError) as error:
        raise CannotKeep(str(error)) from error
    wanted = [(one.segment, promise.texts.get(one.segment, one.text), one.outline) for one in promise.found]
    if [(one.segment, one.text, one.outline) for one in again] != wanted:
        raise CannotKeep("the corrected texts cannot be put back without harm to the file's form")
    return raw
