"""Which words a pattern cannot match without, so that most patterns need not be tried on most texts.

The reading is cautious: what it does not understand demands nothing. All literals are in lower case, as in folded text.
"""

from collections.abc import Iterator

import regex

Needed = frozenset[str]
"""A match contains at least one of these."""

SHORTEST = 3
SCHEME = 2
"""Goes up when this module reads patterns in another way, so that what was remembered is read anew."""
_TOKEN = regex.compile(
    r"""
      (?P<class> \[ (?: \\. | \[:\w+:\] | [^\]\\] )++ \] )
    | (?P<property> \\[pPN]\{[^}]*\} )
    | (?P<escape> \\ (?: u\p{Hex}{4} | U\p{Hex}{8} | x\p{Hex}{2} | x\{[^}]*\} | N\{[^}]*\} | [gk]<\w+> | \d{1,3} | . ) )
    | (?P<open> \( (?: \?(?:[:>|] | P?<\w+> | [a-zA-Z]+(?:-[a-zA-Z]+)?[:)] | <?[=!] | \#[^)]*\) | P[=>]\w+\) ) )? )
    | (?P<close> \) )
    | (?P<bar> \| )
    | (?P<quantifier> (?: [*+?] | \{\d*,?\d*\} ) [+?]? )
    | (?P<other> [.^$] )
    | (?P<char> . )
    """,
    regex.VERBOSE | regex.DOTALL,
)
_STRANGE = regex.compile(r"\(\?(?:\(|\||&|R|\d|[a-wyzA-Z]*x[a-zA-Z]*[:)])|\\[QE]|(?<!\\[pP])\{(?![\d,])")
"""Verbose patterns, conditions, recursion, fuzzy matching: not read at all."""
_LETTERS = regex.compile(r"[\p{L}\p{N} '’-]")


def needed(pattern: str) -> Needed | None:
    """Return the literals of which a match must contain one, or None if nothing is known to be needed."""
    if _STRANGE.search(pattern):
        return None
    tokens = [(match.lastgroup or "char", match.group()) for match in _TOKEN.finditer(pattern)]
    reader = _Reader(tokens)
    found = reader.branches()
    return found if reader.at == len(tokens) else None


class _Reader:
    """Reads a pattern's tokens once, from left to right."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def branches(self) -> Needed | None:
        """Read alternatives up to a closing bracket or the end: each must need something."""
        union: set[str] = set()
        known = True
        while True:
            branch = self._sequence()
            known = known and branch is not None
            union |= branch or frozenset()
            if self.at >= len(self.tokens) or self.tokens[self.at][0] != "bar":
                return frozenset(union) if known else None
            self.at += 1

    def _sequence(self) -> Needed | None:
        """Read one alternative: the best of what its parts need."""
        best: Needed | None = None
        run = ""
        while self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind in {"bar", "close"}:
                break
            self.at += 1
            literal = _literal(kind, text)
            if literal is not None and not self._optional():
                run += literal
                if not self._quantified():
                    continue
                best, run = _better(best, run), ""
                self.at += 1
                continue
            best, run = _better(best, run), ""
            if kind == "open":
                best = _best(best, self._group(text))
            elif self._quantified():
                self.at += 1
        return _better(best, run)

    def _group(self, opening: str) -> Needed | None:
        if opening.startswith("(?") and opening.endswith(")"):
            return None  # flags, comments, references: no group follows
        inside = self.branches()
        self.at += 1  # its closing bracket
        around = opening.endswith(("=", "!"))
        optional = self._optional()
        if self._quantified():
            self.at += 1
        return None if around or optional else inside

    def _quantified(self) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][0] == "quantifier"

    def _optional(self) -> bool:
        return self._quantified() and self.tokens[self.at][1][0] in "*?{" and not _at_least_one(self.tokens[self.at][1])


def _at_least_one(quantifier: str) -> bool:
    least = quantifier[1:].partition(",")[0].strip("}+?")
    return quantifier[0] == "{" and least.isdecimal() and int(least) > 0


def _literal(kind: str, text: str) -> str | None:
    if kind == "char" and _LETTERS.match(text):
        return text
    if kind == "escape" and text[1] in " '-":
        return text[1]
    return None


def _better(best: Needed | None, run: str) -> Needed | None:
    word = max(_words(run), key=len, default="")
    return _best(best, frozenset({word}) if len(word) >= SHORTEST else None)


def _words(run: str) -> Iterator[str]:
    """Yield the parts of a run that fold to themselves whatever apostrophe or space the text has."""
    folded = run.lower()
    if len(folded) == len(run):
        yield from regex.findall(r"[\p{L}\p{N}]++", folded)


def _best(one: Needed | None, other: Needed | None) -> Needed | None:
    """Return which of two needs rules out more texts: the one whose shortest literal is longer."""
    if one is None or other is None:
        return one if other is None else other
    return max(one, other, key=lambda need: min(map(len, need), default=0))
