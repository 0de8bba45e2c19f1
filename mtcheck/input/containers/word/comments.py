"""The part of a Word file that holds the comments: made where there is none, with what names it in the package."""

import posixpath
from collections.abc import Sequence
from html import escape

import regex

from mtcheck.input.containers.package import Package, PackageError
from mtcheck.input.containers.word.mark import AUTHOR
from mtcheck.input.containers.word.parts import related, relations_of

_TYPES = "[Content_Types].xml"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATION = {
    _MAIN: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    _STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COMMENT = regex.compile(r"""<(?:[\w.-]+:)?comment\s(?:[^>]*\s)?[\w.-]+:id\s*=\s*["'](\d+)["']""")
_ROOT = regex.compile(r"<([\w.-]+:)?comments\b[^>]*>")
_CONTROL = regex.compile(r"[\x00-\x1f\ufffe\uffff\p{Cs}]")


def next_number(package: Package, body: str) -> int:
    """Return the first number that no comment of the file has.

    Raises:
        PackageError: the comments cannot be read.
        XmlError: they are no XML.
    """
    part = _part(package, body)
    return max((int(one) for one in _COMMENT.findall(package.text(part))), default=-1) + 1 if part else 0


def _part(package: Package, body: str) -> str | None:
    return next((one.name for one in related(package, body) if one.kind == "comments"), None)


def added(package: Package, body: str, new: Sequence[tuple[int, Sequence[str]]], date: str) -> dict[str, str]:
    """Return the parts that change when comments (number, paragraphs) are added.

    Raises:
        PackageError: the file's form leaves no place for them.
        XmlError: a part is no XML.
    """
    if not new:
        return {}
    part = _part(package, body)
    if part is not None:
        old = package.text(part)
        return {part: _grown(old, _prefix(old), [_comment(*one, _prefix(old), date) for one in new])}
    namespace = _STRICT if _STRICT in package.text(body) else _MAIN
    part = posixpath.join(posixpath.dirname(body), "comments.xml")
    if part in package:
        raise PackageError(f"its part {part} belongs to nothing")
    content = "".join(_comment(*one, "w:", date) for one in new)
    return {
        part: f'{_HEADER}<w:comments xmlns:w="{namespace}">{content}</w:comments>',
        **_named(package, body, part, _RELATION[namespace]),
    }


def _named(package: Package, body: str, part: str, relation: str) -> dict[str, str]:
    """Return the two parts that tell the package of a new one."""
    relations = relations_of(body)
    old = package.text(relations)
    number = next(n for n in range(1, len(old)) if f'"mtcheck{n}"' not in old)
    target = posixpath.basename(part)
    entry = f'<{{0}}Relationship Id="mtcheck{number}" Type="{relation}" Target="{target}"/>'
    override = f'<{{0}}Override PartName="/{part}" ContentType="{_CONTENT}"/>'
    return {
        relations: _before_end(old, "Relationships", entry),
        _TYPES: _before_end(package.text(_TYPES), "Types", override),
    }


def _before_end(xml: str, root: str, entry: str) -> str:
    """Return XML with an entry added at the end of its root; ``{0}`` in it becomes the root's prefix."""
    end = list(regex.finditer(rf"</([\w.-]+:)?{root}\s*>", xml))
    if not end:
        raise PackageError(f"its list of {root} is empty")
    return xml[: end[-1].start()] + entry.format(end[-1][1] or "") + xml[end[-1].start() :]


def _prefix(xml: str) -> str:
    root = _ROOT.search(xml)
    if root is None or not root[1]:
        raise PackageError("its comments have no prefix")
    return str(root[1])


def _grown(xml: str, prefix: str, comments: Sequence[str]) -> str:
    root = _ROOT.search(xml)
    if root is not None and root.group().endswith("/>"):
        return f"{xml[: root.end() - 2]}>{''.join(comments)}</{prefix}comments>{xml[root.end() :]}"
    end = xml.rindex(f"</{prefix}comments")
    return xml[:end] + "".join(comments) + xml[end:]


def _comment(number: int, lines: Sequence[str], prefix: str, date: str) -> str:
    p = prefix
    paragraphs = "".join(
        f'<{p}p><{p}r><{p}t xml:space="preserve">{escape(_CONTROL.sub("�", line), quote=False)}</{p}t></{p}r></{p}p>'
        for line in lines
    )
    return (
        f'<{p}comment {p}id="{number}" {p}author="{AUTHOR}" {p}date="{date}" {p}initials="mt">{paragraphs}</{p}comment>'
    )
