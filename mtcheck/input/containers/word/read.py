"""The stories of a Word file, in the order in which they are read: body, notes, headers, footers."""

import posixpath
from collections.abc import Iterator

from mtcheck.core.safe_xml import XmlError
from mtcheck.core.settings import Config
from mtcheck.input.containers.package import Package, PackageError
from mtcheck.input.containers.unit import Fault, Unit
from mtcheck.input.containers.word.parts import main_part, related, styles
from mtcheck.input.containers.word.story import Story, read_story

_STORIES = ("footnotes", "endnotes", "header", "footer")


def read(raw: bytes, config: Config) -> Iterator[Unit | Fault]:
    """Yield the body and every other story that has text, or the fault that keeps the file from being read."""
    try:
        found = stories(Package(raw, config))
    except (PackageError, XmlError) as error:
        yield Fault(str(error))
        return
    for story in found:
        if story.segment is None or story.text.strip():
            yield Unit(story.segment, None, story.text, format="paragraphs", outline=story.outline)


def stories(package: Package) -> list[Story]:
    """Return the stories of a Word file, the body first.

    Raises:
        PackageError: a part cannot be read, or this is no Word file.
        XmlError: a part is no XML.
    """
    body = main_part(package)
    known = styles(package, body)
    parts = related(package, body)
    others = {one.name: None for kind in _STORIES for one in parts if one.kind == kind}
    names = {name: posixpath.splitext(posixpath.basename(name))[0] for name in others}
    pairs: list[tuple[str, str | None]] = [(body, None), *names.items()]
    return [read_story(part, segment, package.text(part), known) for part, segment in pairs]
