"""Where sentences end: past abbreviations, initials, decimals, ellipses and closing marks.

A stop before a lower-case word ends nothing, so a stop that a translation engine planted in mid-clause does not
fool this module; rules find it as a stop inside a sentence.
"""

from collections.abc import Iterator

import regex

from mtcheck.core.model import Span
from mtcheck.core.prepared import STORE


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "adm atty brig capt cdr cmdr col cpl dr drs ens fr gen gens gov govs hon insp lt maj messrs mme mlle mr mrs ms mx "
    "pres prof profs pvt rep reps rev sen sens sgt sra srta supt"
)
"""Abbreviations that a name follows, so their stop never ends a sentence."""

ABBREVIATIONS = _words(
    "approx assn assoc ave avg bldg blvd bros cf cie co corp dept dist e.g ehf eng esp est etc excl ext ft govt hf hr "
    "i.e inc incl intl jr lb lbs ltd max mfg min misc mt mtn mts ohf oz plc prev pt pte pty rd ref resp rte sec ser sq "
    "sr st ste tel univ v viz vs wk yr yrs"
)
"""Abbreviations whose stop may also end a sentence: it does where a common sentence opener follows."""

CAPITALISED = _words(
    "Ala Apr Ariz Ark Art Aug Cal Calif Colo Conn Dec Del Ed Feb Fig Fla Fri Ga Gen Ill Ind Jan Jul Jun Kan Ky La Mar "
    "Mass Mich Minn Miss Mo Mon Mont Neb Nev No Nos Nov Oct Okla Ont Ore Pa Que Sat Sep Sept Spec Sun Tenn Tex Thu "
    "Thur Thurs Tue Tues Va Vt Wash Wed Wis Wyo"
)
"""Abbreviations only with a capital: in lower case they are words."""

NUMBERED = _words("art ch fig figs no nos op p para pp sec sect vol vols")
"""Abbreviations only before a figure."""

OPENERS = _words(
    "A About According Additionally After All Also Although Among An And Another Any Are As At Authorities Because "
    "Before Both But By Did Do Does During Each Even Every Few For From Furthermore Get Had Has Have He Her Here Hers "
    "His How However I If In Instead Is It Its Last Later Many Maybe Meanwhile More Most My Nearly Neither Never No "
    "None Nor Not Nothing Now Of Officials On Once One Only Or Other Others Our Over People Perhaps Police Residents "
    "Several She Since So Some Such That The Their Then There These They This Those Though Three Thus To Today Two "
    "Under Until Was We Were What When Where Whether Which While Who Whoever Why Will With Without Witnesses Yes Yet "
    "You Your"
)
"""Words that open a sentence far more often than they stand in a name after an abbreviation."""

_AFTER_HOUR = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun "
    "Eastern Central Mountain Pacific Atlantic Greenwich Beijing Moscow ET EST EDT CT CST CDT MT MST MDT PT PST PDT "
    "GMT UTC BST CET CEST IST JST"
)

_STOP = STORE.pattern(
    r"""
    (?: [.!?…]++ | 。 | ！ | ？ )
    [\"”’'»)\]]*+
    (?: \s++ | $
      | (?<= \p{Ll}{2} \. ) (?= \p{Lu} \p{Ll} )            # glued sentences
      | (?<= [\p{Ll}\p{N}] [.!?] ” ) (?= \p{Lu} ) )
    """,
    regex.VERBOSE,
)
_WORD_BEFORE = STORE.pattern(r"[\p{L}\p{M}\p{N}.’'&-]{1,24}$")
_NEXT = STORE.pattern(r"[\"“‘'«(\[—–-]*\s*(?P<word>[\p{L}\p{N}]++)")
_DOTTED = STORE.pattern(r"\p{L}{1,3}(?:\.\p{L}{1,3})+")
_VOWELLESS = STORE.pattern(r"[B-DF-HJ-NP-TV-XZ]?[b-df-hj-np-tv-xz]{1,3}")
_TAG_AFTER_SPEECH = STORE.pattern(
    r"(?:\p{Lu}[\p{L}.’'-]*\s){1,4}(?:said|says|asked|asks|told|wrote|added|cried|shouted|exclaimed|wondered|yelled)\b"
)


def sentence_spans(prose: str, block: Span) -> Iterator[Span]:
    """Yield the sentences of a block as spans without the white space around them."""
    start, end = block.start, block.start + len(prose[block.start : block.end].rstrip())
    last_word = _last_word(prose, block.start, end)
    for match in _STOP.finditer(prose, start, end):
        if match.end() > last_word:
            break
        if _ends_sentence(prose, match, block):
            yield Span(start, match.start() + len(match.group().rstrip()))
            start = match.end()
    if start < end:
        yield Span(start, end)


def abbreviates(prose: str, stop: int, low: int = 0) -> bool:
    """Tell whether the stop at an offset belongs to the word before it: an abbreviation, an initial, an acronym."""
    before = _WORD_BEFORE.search(prose, max(low, stop - 24), stop)
    if before is None:
        return False
    word = before.group().rpartition("-")[2].strip("'’&")
    folded = word.lower()
    if len(word) == 1:
        return word.isalpha()
    if folded == "al":
        return prose[max(low, before.start() - 3) : before.start()].lower().endswith("et ")
    if word in CAPITALISED or folded in TITLES or folded in ABBREVIATIONS:
        return True
    return _DOTTED.fullmatch(word) is not None or _VOWELLESS.fullmatch(word) is not None


def _last_word(prose: str, start: int, end: int) -> int:
    """Return where the last letter or digit of a stretch stands: what follows it can open no sentence."""
    while end > start and not prose[end - 1].isalnum():
        end -= 1
    return end - 1


def _ends_sentence(prose: str, match: "regex.Match[str]", block: Span) -> bool:
    following = _NEXT.match(prose, match.end(), block.end)
    if following is None:
        return True
    word = following["word"]
    if word[0].islower():
        return False
    mark = match.group().rstrip()
    if not mark.startswith(".") or mark.startswith(".."):
        return not (mark[-1] in "\"”’'" and _TAG_AFTER_SPEECH.match(prose, match.end(), block.end))
    return not _continues(prose, max(block.start, match.start() - 24), match.start(), following)


def _continues(prose: str, low: int, stop: int, following: "regex.Match[str]") -> bool:
    """Tell whether the stop belongs to an abbreviation that what follows goes on from."""
    before = _WORD_BEFORE.search(prose, low, stop)
    if before is None:
        return False
    word, after = before.group().strip("'’-&"), following["word"]
    folded = word.lower()
    if folded in NUMBERED:
        return after[0].isdigit()
    if folded in {"a.m", "p.m"}:
        return after in _AFTER_HOUR
    if word == "I":
        return len(after) == 1 and prose[following.end() : following.end() + 1] == "."
    if folded in TITLES:
        return True
    return abbreviates(prose, stop, low) and after not in OPENERS
