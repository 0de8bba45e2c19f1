"""Stretches of prose that are no sentence: addresses, paths, handles, placeholders, stand-ins for code."""

import regex

from mtcheck.core.model import Span
from mtcheck.core.prepared import STORE

STAND_IN = "\ufffc"
"""What a format puts in the prose for inline code or an image (U+FFFC OBJECT REPLACEMENT CHARACTER)."""

_PROTECTED = STORE.pattern(
    r"""
    (?: \b[a-z][a-z0-9+.-]{1,9}:// | \bwww\. ) [^\s<>"“”«»]+ (?<![.,;:!?)\]'’])   # web address
  | (?<! [\w.+-] ) [\w.+-]++ @ [\w-]++ (?: \. [\w-]++ )+                          # mail address
  | (?<![\w/]) \# \p{L} \w*+                                                      # hashtag
  | (?<![\w@]) @ \w++                                                             # handle
  | (?<![\w/.]) (?: ~ | \.{1,2} )?+ (?: / [\w.-]++ ){2,} /?                       # path
  | \b [A-Za-z] :\\ [\w\\.-]++                                                    # Windows path
  | (?<! [\w.-] ) (?: [A-Za-z0-9-]++ \. )++                                       # bare domain, or a file by its ending
    (?: com | org | net | edu | gov | info | io | co\.uk | pdf | docx? | xlsx? | html? | json | csv | txt | xml | jpe?g
      | png | exe | js | py | md ) \b (?! \. \w )
  | (?<! \w ) (?: \$\{ \w [\w.]{0,40} \} | \{\{? \w [\w.]{0,40} \}?\} | %\( \w{1,40} \)[sd] | %[sd] \b )  # placeholder
  | \ufffc++
    """,
    regex.VERBOSE,
)


_TELLING = STORE.pattern(r"[@#/\\{%\ufffc]|\.(?=[a-z])|www\.")
"""What no protected stretch is without; none of them has white space in it."""
_SPACE = STORE.pattern(r"\s")
_LAST_SPACE = STORE.pattern(r"(?r)\s")


def find(prose: str) -> tuple[Span, ...]:
    """Return the protected stretches in order."""
    found: list[Span] = []
    high = 0
    while (sign := _TELLING.search(prose, high)) is not None:
        before, behind = _LAST_SPACE.search(prose, high, sign.start()), _SPACE.search(prose, sign.end())
        low, high = before.end() if before else high, behind.start() if behind else len(prose)
        found += [Span(match.start(), match.end()) for match in _PROTECTED.finditer(prose, low, high)]
    return tuple(found)
