"""Which strings a pattern cannot match without, so that most patterns need not be tried on most texts.

A pattern is read once, from left to right, into demands: of the strings of each, one stands in every text that the
pattern matches. What lies next to one another in the pattern does so in the text: ``in (?:his|her) way`` demands one
of two strings. The reading is cautious: what it does not understand demands nothing. All strings are as in a sifted
text, with plain apostrophes and spaces and all digits alike; those with a capital stand in it as they are written, all
others in the same text in lower case.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import regex

from mtcheck.core.prepared import STORE

Needed = frozenset[str]
"""A text that the pattern matches contains at least one of these."""

_SHORTEST, _SHORT = 4, 3
"""So many letters a word has that may be rare: within others, and with a space beside it or a capital."""

_COMMON_SHORT = frozenset({"and", "are", "for", "had", "has", "his", "the", "was"})
_COMMON_FIRST = frozenset({"and", "but", "for", "her", "his", "she", "the", "you"})
"""What is common with a capital."""

_COMMON_MARKS = frozenset({"0", "00", ",", ".", "-", "'"})
_MOST = 32
"""So many strings a demand has at the most."""
_MOST_MEMBERS = 12
"""So many characters a class has that is read as a choice between them."""

_DIGIT = STORE.pattern(r"\d")

_TOKEN = STORE.pattern(
    r"""
      (?P<class> \[ (?: \\. | \[:\w+:\] | [^\]\\] )++ \] )
    | (?P<property> \\[pPN]\{[^}]*\} )
    | (?P<escape> \\ (?: u\p{Hex}{4} | U\p{Hex}{8} | x\p{Hex}{2} | x\{[^}]*\} | N\{[^}]*\} | [gk]<\w+> | \d{1,3} | . ) )
    | (?P<open> \( (?: \?(?:[:>|] | P?<\w+> | [a-zA-Z]*(?:-[a-zA-Z]+)?[:)] | <?[=!] | \#[^)]*\) | P[=>]\w+\) ) )? )
    | (?P<close> \) )
    | (?P<bar> \| )
    | (?P<quantifier> (?: [*+?] | \{\d*,?\d*\} ) [+?]? )
    | (?P<edge> [\^$] )
    | (?P<any> \. )
    | (?P<char> . )
    """,
    regex.VERBOSE | regex.DOTALL,
)
_ANY_CASE = STORE.pattern(r"\(\?[a-zA-Z]*i[a-zA-Z]*(?:-[a-zA-Z]+)?[:)]")
_STRANGE = STORE.pattern(r"\(\?(?:\(|\||&|R|\d|[a-wyzA-Z]*[xV][a-zA-Z]*[:)])|\\[QE]|(?<!\\[pP])\{(?![\d,])")
"""Verbose patterns, conditions, recursion, fuzzy matching: not read at all."""
_MEMBER = STORE.pattern(r"\\u(\p{Hex}{4})|\\x(\p{Hex}{2})|\\(.)|(.)", regex.DOTALL)
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}


def plain(text: str) -> str:
    """Return the text with plain apostrophes and spaces, every code point in its place."""
    return _spaced(text).replace("\n", " ")


def _spaced(text: str) -> str:
    return text.replace("’", "'").replace("\u00a0", " ").replace("\t", " ")


def fold(text: str) -> str:
    """Return the plain text in lower case, every code point in its place."""
    folded = plain(text)
    lower = folded.lower()
    if len(lower) == len(folded):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in folded)


def sifted(text: str) -> str:
    """Return a text with plain apostrophes, spaces save for line feeds, and every digit a nought.

    Strings that patterns need are looked for in it, and in what it is in lower case.
    """
    return _DIGIT.sub("0", _spaced(text))


def needed(pattern: str) -> tuple[Needed, ...]:
    """Return the demands of a pattern on a text; a text that fails one of them holds no match of it."""
    if _STRANGE.search(pattern):
        return ()
    tokens = [(match.lastgroup or "char", match.group()) for match in _TOKEN.finditer(pattern)]
    demands = _read(tokens, str.lower)
    if _ANY_CASE.search(pattern) is None:
        demands += [one for one in _read(tokens, str) if all(string != string.lower() for string in one)]
    return tuple(demands)


def _read(tokens: list[tuple[str, str]], written: Callable[[str], str]) -> list[Needed]:
    reader = _Reader(tokens, written)
    part = reader.branches()
    return part.demands() if reader.at == len(tokens) else []


class _Part(NamedTuple):
    """What a part of a pattern matches: exactly these strings, or something that fulfils the demands."""

    exact: Needed | None
    demanded: tuple[Needed, ...] = ()

    def demands(self) -> list[Needed]:
        """Return what the part asks of a text."""
        alone = [] if self.exact is None else _worth(self.exact)
        return [*self.demanded, *alone]


_NOTHING = _Part(frozenset({""}))
_ANYTHING = _Part(None)


class _Reader:
    """Reads a pattern's tokens once, from left to right."""

    def __init__(self, tokens: list[tuple[str, str]], written: Callable[[str], str]) -> None:
        self.tokens = tokens
        self._written = written
        self.at = 0

    def branches(self) -> _Part:
        """Read alternatives up to a closing bracket or the end."""
        found = [self._sequence()]
        while self.at < len(self.tokens) and self.tokens[self.at][0] == "bar":
            self.at += 1
            found.append(self._sequence())
        return found[0] if len(found) == 1 else _either(found)

    def _sequence(self) -> _Part:
        """Read one alternative: strings that stand next to one another are joined as long as there are few."""
        run, demanded, pure = _NOTHING.exact or frozenset(), list[Needed](), True
        while self.at < len(self.tokens) and self.tokens[self.at][0] not in {"bar", "close"}:
            part = self._element()
            least, most = self._times()
            if not least and (most > 1 or part.exact is None):
                part = _ANYTHING
            elif not least:
                part = _Part((part.exact or frozenset()) | {""})
            demanded += part.demanded
            joined = None if part.exact is None else _joined(run, part.exact)
            if joined is None or most > 1:
                pure = False
                demanded += _worth(run if joined is None else joined)
                run = part.exact if part.exact is not None and least else frozenset({""})
            else:
                run = joined
        if pure:
            return _Part(run, tuple(demanded))
        return _Part(None, (*demanded, *_worth(run)))

    def _element(self) -> _Part:
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "open":
            return self._group(text)
        if kind == "char":
            return self._of_chars([text])
        if kind == "class":
            return self._of_chars(_members(text))
        if kind == "escape":
            return _NOTHING if text[1] in "bBAZzmMG" else self._of_chars(_meant(text))
        return _NOTHING if kind == "edge" else _ANYTHING

    def _of_chars(self, chars: Sequence[str] | None) -> _Part:
        """Return the part that is one of some characters; if there are none, nobody knows what it is."""
        found = frozenset(self._written(sifted(char)) for char in chars or ())
        return _Part(found) if 0 < len(found) <= _MOST_MEMBERS else _ANYTHING

    def _group(self, opening: str) -> _Part:
        if opening.startswith("(?P") and opening.endswith(")"):
            return _ANYTHING  # what another group matched
        if opening.startswith("(?") and opening.endswith(")"):
            return _NOTHING  # flags and comments
        inside = self.branches()
        self.at += 1  # its closing bracket
        if opening.endswith("!"):
            return _NOTHING
        return _Part(_NOTHING.exact, tuple(inside.demands())) if opening.endswith("=") else inside

    def _times(self) -> tuple[int, int]:
        """Read how often the element before stands: at least, and at most (2 is as good as many)."""
        if self.at >= len(self.tokens) or self.tokens[self.at][0] != "quantifier":
            return 1, 1
        said = self.tokens[self.at][1]
        self.at += 1
        if said[0] != "{":
            return (1 if said[0] == "+" else 0), (1 if said[0] == "?" else 2)
        low, comma, high = said.rstrip("+?").strip("{}").partition(",")
        least = int(low or 0)
        return least, min(2, int(high) if high else 2 if comma else least)


def _joined(run: Needed, exact: Needed) -> Needed | None:
    """Return every string of the one followed by every string of the other, unless they are many."""
    if len(run) * len(exact) > _MOST:
        return None
    return frozenset(one + other for one in run for other in exact)


def _either(parts: Sequence[_Part]) -> _Part:
    exact = [part.exact for part in parts if part.exact is not None and not part.demanded]
    if len(exact) == len(parts):
        union = frozenset().union(*exact)
        if len(union) <= _MOST:
            return _Part(union)
    best = [max(part.demands(), key=_worthiness, default=None) for part in parts]
    told = [one for one in best if one is not None]
    return _Part(None, tuple(_worth(frozenset().union(*told)))) if len(told) == len(best) else _ANYTHING


def _worthiness(demand: Needed) -> tuple[int, int]:
    return min(map(len, demand)), -len(demand)


def _worth(strings: Needed) -> list[Needed]:
    """Return the strings as a demand, unless one of them is in nearly every text."""
    if any(map(_is_everywhere, strings)):
        return []
    return [frozenset(one for one in strings if not any(other != one and other in one for other in strings))]


def _is_everywhere(string: str) -> bool:
    """Tell whether to look for a string would cost more than it tells."""
    if "  " in string:
        return False
    bare = string.strip()
    if not bare:
        return True
    if len(bare) >= _SHORTEST or not bare.isalpha():
        return bare in _COMMON_MARKS and not (bare in ",." and string[0] == " ")
    if bare == string and bare.islower():  # inside of how many words?
        return True
    return len(bare) < _SHORT or bare.lower() in (_COMMON_SHORT if bare.islower() else _COMMON_FIRST)


def _meant(text: str) -> list[str] | None:
    """Return the character that an escape stands for, or a digit; nothing if it is no one character."""
    char = "0" if text == r"\d" else _escaped(text)
    return None if char is None else [char]


def _escaped(text: str) -> str | None:
    """Return the one character that an escape stands for, if it does."""
    match = _MEMBER.fullmatch(text)
    if match is None:
        return None
    if code := match[1] or match[2]:
        return chr(int(code, 16))
    if match[3] is None or match[3] in _CONTROLS:
        return _CONTROLS.get(match[3] or "", match[4])
    return None if match[3].isalnum() else match[3]


def _members(text: str) -> list[str] | None:
    """Return the characters of a class; nothing if there may be others."""
    inside = text[1:-1]
    if inside[:1] in {"^", "["} or regex.search(r"\[|\\p|\\P|\\N|--|&&|\|\||~~", inside):
        return None
    members: list[str] = []
    parts = [match.group() for match in _MEMBER.finditer(inside)]
    for index, part in enumerate(parts):
        char = "0" if part == r"\d" else _escaped(part)
        if char is None:
            return None
        if part == "-" and 0 < index < len(parts) - 1:
            if not (parts[index - 1].isdecimal() and parts[index + 1].isdecimal()):
                return None  # a range, save for one of digits
            continue
        members.append(char)
    return members
