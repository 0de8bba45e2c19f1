"""The content of a target or source element in XLIFF or TMX: text, character references, inline elements.

What an inline element holds is text, save in those that hold the codes of another format.
"""

from html import unescape

import regex

from mtcheck.core.prepared import STORE
from mtcheck.english.seams.protected import STAND_IN
from mtcheck.input.layout import Layout, LayoutBuilder

PART = STORE.pattern(
    r"""
    (?P<silent> <!--(?s:.*?)(?:-->|\Z) | <\?(?s:.*?)(?:\?>|\Z) )
  | <!\[CDATA\[ (?P<cdata> (?s:.*?) ) (?:\]\]>|\Z)
  | (?P<tag> < (?P<end>/)? (?:[\w.-]++:)? (?P<name>[\w.-]++) (?:[^<>"']++|"[^"]*+"|'[^']*'+)*+ > )
  | (?P<reference> & \#? \w{1,12} ; )
  | (?P<space> [ \t\r\n]{2,} | [\t\r\n] )
  | (?P<text> (?: [^<&\s] | [ ](?![ \t\r\n]) | [^\S \t\r\n] )++ | [<& ] )
    """,
    regex.VERBOSE,
)
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""Elements of XLIFF 1.2 and TMX that hold codes; in XLIFF 2 they are empty."""
_THINGS = frozenset({"ph", "x"})
"""Elements that stand for a thing in the text, not for the start or end of a style."""


def read(text: str) -> Layout:
    """Lay out the content of an element as one block."""
    builder = LayoutBuilder(text)
    codes = 0
    for match in PART.finditer(text):
        tag = match["name"]
        if tag in _CODES or tag in _THINGS:
            closed = match["tag"].endswith("/>")
            if not match["end"] and tag in _THINGS and not codes:
                builder.put(STAND_IN, match.start(), match.start())
            codes = max(0, codes + (-1 if match["end"] else 0 if closed or tag == "x" else 1))
        elif not codes:
            _take(builder, match)
    builder.end_block("paragraph")
    return builder.layout()


def _take(builder: LayoutBuilder, match: "regex.Match[str]") -> None:
    if match["text"] is not None:
        builder.keep(*match.span())
    elif match["cdata"] is not None:
        builder.keep(*match.span("cdata"))
    elif match["reference"] is not None:
        builder.put(unescape(match.group()), *match.span())
    elif match["space"] is not None:
        builder.put(" ", *match.span())
