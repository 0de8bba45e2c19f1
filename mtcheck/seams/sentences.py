"""Where sentences end: past abbreviations, initials, decimals, ellipses and closing marks.

A stop before a lower-case word ends nothing, so a stop that a translation engine planted in mid-clause does not
fool this module; rules find it as a stop inside a sentence.
"""

from collections.abc import Iterator

import regex

from mtcheck.model import Span

TITLES = frozenset(
    "adm atty brig capt cdr cmdr col cpl dr ens fr gen gov hon insp jr lt maj messrs mme mlle mr mrs ms mx pres prof "
    "pvt rep rev sen sgt sr st supt sra srta pte rt".split()
)
"""Abbreviations that a name follows, so their stop never ends a sentence."""

ABBREVIATIONS = frozenset(
    "a.d a.k.a a.m approx apr assn assoc aug ave b.c blvd bros cf co corp dec dept dist ed e.g eng esp est et etc feb "
    "fig figs ft i.e inc jan jul jun ltd mar max min mt no nos nov oct op p p.m para ph.d pl plc pp pt rd ref "
    "sec sect sep sept ser univ vol vols vs v viz yr u.k u.n u.s u.s.a d.c al art bldg cent".split()
)
"""Abbreviations whose stop may also end a sentence: it does where a common sentence opener follows."""

OPENERS = frozenset(
    "A An After All Also Although An And As At Before Both But By Despite During For From He Her Here His How However "
    "I If In It Its Last Many Meanwhile More Most Mr Mrs Ms My Nearly No Not Now Of On One Others Our Over She Since So "
    "Some Such That The Their Then There These They This Those Though Three Two Under Until We What When Where While "
    "Who Why With You".split()
)

_STOP = regex.compile(
    r"""
    (?: [.!?…]++ | 。 | ！ | ？ )
    [\"”’'»)\]]*+
    (?: \s++ | $ | (?<= \p{Ll}{2} \. ) (?= \p{Lu} \p{Ll} ) )
    """,
    regex.VERBOSE,
)
_WORD_BEFORE = regex.compile(r"[\p{L}\p{N}.’'-]{1,24}$")
_NEXT = regex.compile(r"[\"“‘'«(\[—–-]*\s*(?P<word>[\p{L}\p{N}]++)")


def sentence_spans(prose: str, block: Span) -> Iterator[Span]:
    """Yield the sentences of a block as spans without the white space around them."""
    start = block.start
    for match in _STOP.finditer(prose, block.start, block.end):
        if match.end() < block.end and not _ends_sentence(prose, match, block):
            continue
        stop = match.start() + len(match.group().rstrip())
        yield Span(start, stop)
        start = match.end()
    if start < block.end:
        yield Span(start, block.end)


def _ends_sentence(prose: str, match: "regex.Match[str]", block: Span) -> bool:
    following = _NEXT.match(prose, match.end(), block.end)
    if following is None:
        return True
    word = following["word"]
    if word[0].islower():
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    return not _abbreviated(prose, max(block.start, match.start() - 24), match.start(), word)


def _abbreviated(prose: str, low: int, stop: int, following: str) -> bool:
    before = _WORD_BEFORE.search(prose, low, stop)
    if before is None:
        return False
    word = before.group().lstrip("'’-.").lower()
    if word in TITLES or (word in {"no", "nos", "p", "pp", "vol", "fig", "sec"} and following[0].isdigit()):
        return True
    if len(word) == 1 and word.isalpha() and word != "i":
        return following not in OPENERS
    return word in ABBREVIATIONS and following not in OPENERS
