"""Takes HTML apart into tags, text, references and comments, each with its place, in time that grows with the text.

No parser in Python gives all of that: the standard library's is quadratic on unclosed tags before its security fixes of
2025, and has versions without them that mtcheck supports; tree-sitter's needs 28 s for 100,000 characters of ``<!--``;
those built on html5lib, html5ever, lexbor and justhtml do not tell where a reference stands. Reading follows the states
of the HTML standard's tokenizer (WHATWG, 13.2.5) as far as places and names are concerned.
"""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from mtcheck.core.prepared import STORE

RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content is text up to their end tag, whatever it looks like."""

_TAG = STORE.pattern(r"<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*+)")
_ATTRIBUTES = STORE.pattern(
    r"""(?:[\s/]++|[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+|=)*+"""
)
_REFERENCE = STORE.pattern(r"&(?:[A-Za-z][A-Za-z0-9]{0,31}+|#[0-9]{1,7}+|#[xX][0-9A-Fa-f]{1,6}+);?+")
_TEXT = STORE.pattern(r"[^<&]++")


class Token(NamedTuple):
    """A piece of the file; ``name`` is that of a tag in lower case, ``closed`` says that a start tag ends in ``/>``.

    ``kind`` is start, end, text, reference, comment or other (doctypes, processing instructions, CDATA).
    """

    kind: str
    start: int
    end: int
    name: str = ""
    closed: bool = False


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of an HTML text in order; together they are the whole text."""
    at, size = 0, len(text)
    last_comment = text.rfind("-->")
    while at < size:
        token = _markup(text, at, last_comment) or _words(text, at)
        yield token
        at = token.end
        if token.kind == "start" and token.name in RAW and not token.closed:
            end = _raw_end(text, at, token.name)
            if end > at:
                yield from _raw(text, at, end, token.name)
            at = end


def _markup(text: str, at: int, last_comment: int) -> Token | None:
    if text[at] != "<":
        return None
    tag = _TAG.match(text, at)
    if tag is not None:
        return _tag(text, tag)
    if text.startswith("<!--", at):
        return _comment(text, at, last_comment)
    if text.startswith(("<!", "<?", "</"), at) and at + 2 < len(text):
        end = text.find(">", at)
        return Token("other", at, len(text) if end < 0 else end + 1)
    return None


def _tag(text: str, tag: "regex.Match[str]") -> Token:
    inside = _ATTRIBUTES.match(text, tag.end())
    end = inside.end() if inside else tag.end()
    kind = "end" if tag["end"] else "start"
    closed = text[end - 1] == "/" and end > tag.end()
    return Token(kind, tag.start(), min(end + 1, len(text)), tag["name"].lower(), closed)


def _comment(text: str, at: int, last_comment: int) -> Token:
    """Return a comment; one that is never closed goes on to the end."""
    if text.startswith((">", "->"), at + 4):
        return Token("comment", at, text.index(">", at) + 1)
    end = text.find("-->", at + 4) if last_comment >= at + 4 else -1
    return Token("comment", at, len(text) if end < 0 else end + 3)


def _words(text: str, at: int) -> Token:
    if text[at] == "&" and (reference := _REFERENCE.match(text, at)) is not None:
        return Token("reference", at, reference.end())
    run = _TEXT.match(text, at if text[at] not in "<&" else at + 1)
    return Token("text", at, run.end() if run else at + 1)


def _raw_end(text: str, at: int, name: str) -> int:
    found = regex.compile(rf"(?i)</{name}(?=[\s/>])").search(text, at)
    return found.start() if found else len(text)


def _raw(text: str, at: int, end: int, name: str) -> Iterator[Token]:
    """Yield the content of a raw element: titles and text areas have references, the others only text."""
    while at < end:
        token = _words(text, at) if name in {"title", "textarea"} else Token("text", at, end)
        if text[at] == "<":
            token = Token("text", at, at + 1)
        token = token._replace(end=min(token.end, end))
        yield token
        at = token.end
