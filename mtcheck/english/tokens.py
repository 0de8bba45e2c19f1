"""Split English into Penn-Treebank-like tokens that know where they stand in the text.

The splits follow the treebank the tagger was trained on (UD English EWT): clitics stand apart (do|n't,
France|'s, can|not), compounds are split at their hyphens unless they begin with a prefix (well|-|known but
non-essential), a number is split from its unit and its currency (5|pm, $|10), and an abbreviation keeps its stop.
An abbreviation at the very end of the text is recognised without looking further, so give one sentence at a
time, or its bounds, where that matters.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from mtcheck.core.prepared import STORE


class Token(NamedTuple):
    """A token as it is written, and its half-open range of code points in the text."""

    start: int
    end: int
    text: str


_CLITIC = r"(?i:s|m|d|re|ve|ll)(?!\w)"
_APOSTROPHE = "['’ʼ＇]"
_JOINERS = r"\u00ad\u200b\u2060\ufeff"
"""Invisible characters that may stand inside a word; the zero-width (non-)joiner already counts as a letter."""

_AUXILIARIES = "ai|are|ca|could|dare|did|does|do|had|has|have|is|may|might|must|need|ought|sha|should|was|were|wo|would"
_PREFIXES = "anti|co|ex|e|mid|multi|non|post|pre|pro|re|semi|sub|ultra"
_TITLES = "Capt|Col|Dr|Gen|Gov|Hon|Lt|Messrs|Mrs|Mr|Ms|Pres|Prof|Rep|Rev|Sen|Sgt|Ft|Mt|St"
_FIRMS = "Bros|Corp|Co|Inc|Jr|Ltd|Sr"
_DATES = "Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tues|Tue|Thurs|Thu|Fri"
_LATIN = "al|approx|cf|dept|eg|esp|etc|ie|vs|v(?=\\. \\p{Lu})"
_ADDRESS = "Ave|Blvd|Rd"
_NUMBERED = r"Apr|Art|Figs?|Mar|Nos?|nos?|pp?|[Vv]ol|[Cc]h|[Ss]ec"
_UNITS = "am|AM|pm|PM|bn|mn|tn|km|kg|cm|mm|ml|mg|m|k|mph|kmh|ft|lbs?|oz|hrs?|min|[kKMGT]B|[kMG]?Hz|[kMGT]Wh?"
_DOMAINS = "com|org|net|edu|gov|info|int|io|eu|uk|de|fr|es|nl|pl|ru|cn|jp|ca|au"
_FILES = "pdf|docx?|xlsx?|pptx?|txt|html?|json|csv|xml|zip|exe|jpe?g|png|gif|md"

_ALTERNATIVES = (
    # Most words by far: letters, and then nothing that could make them more or less than one word.
    r"(?!(?i:cannot|gonna|wanna|gotta|gimme|lemme)\b)\p{L}++(?=[\s,;)\"”?!]|\Z)",
    r"(?i:https?://|www\.)\S+(?<![.,;:!?'\")\]}>’”])",
    r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    rf"(?:[\w-]{{1,63}}\.){{1,6}}(?:{_DOMAINS}|{_FILES})(?:/[^\s,;)\"”’]*(?<![.!?:]))?(?!\w|\.\w)",
    r"-[LR][CRS]B-",
    r"(?i:can(?=not\b)|gon(?=na\b)|wan(?=na\b)|got(?=ta\b)|gim(?=me\b)|lem(?=me\b))",
    rf"(?i:(?:{_AUXILIARIES})(?=n{_APOSTROPHE}t(?!\w)))",
    rf"(?i:n{_APOSTROPHE}t)(?!\w)",
    r"Ph\.D\.",
    r"(?:\p{L}\.){2,}+(?!\w)|(?:\p{Lu}\.)++\p{Lu}(?!\w)",
    rf"(?:{_TITLES}|{_FIRMS}|{_DATES}|{_LATIN}|{_ADDRESS})\.",
    rf"(?:{_NUMBERED})\.(?=\s?\d)",
    r"(?!I)\p{Lu}\.(?=\s?\p{Lu}[\p{Ll}.])",
    rf"(?i:{_PREFIXES})-\p{{L}}++",
    r"(?:US|[ACS]|HK|NZ)\$",
    r"\p{Lu}{1,4}&\p{Lu}{1,4}(?!\w)",
    r"[@#]\p{L}\w*+",
    # Numbers: telephone numbers and dates; those with a unit; those with a mark or an ending inside.
    r"\d++(?:-\d++){2,}+",
    rf"\d++(?:[.,]\d++)*+(?=(?:{_UNITS})(?!\w))",
    rf"\d*0{_APOSTROPHE}s(?!\w)|['’]\d0s(?!\w)|’\d\d(?!\w)",
    r"\d++(?:[.,:/]\d++)++(?:st|nd|rd|th|s)?(?!\w)",
    r"\d++(?:[.,:/]\d++)++|(?<![\w.,])\.\d++",
    # Words with an apostrophe, with digits, with an invisible character inside.
    rf"{_APOSTROPHE}(?:{_CLITIC}|(?i:em|til|tis|twas|n)(?!\w)(?:{_APOSTROPHE}(?=\s))?)",
    rf"[\w{_JOINERS}]++(?:{_APOSTROPHE}(?!{_CLITIC})[\w{_JOINERS}]++)*+",
    r"(?<!\S)[:;=]-?[)(](?!\S)",
    r"[.…]{2,}+|[!?]++|-{2,}+|={2,}+|\*{2,}+|~{2,}+|—{2,}+|<{2,}+|>{2,}+|''|``|’’|°[CF](?!\w)",
    r"\S",
)
_TOKEN = STORE.pattern("|".join(_ALTERNATIVES))


_SPLIT = frozenset({"cannot", "gonna", "wanna", "gotta", "gimme", "lemme"})
"""Words of letters that are two tokens."""

_CLOSING = frozenset(',;)"”?!')
"""A mark that is a token of its own between a word of letters and a space."""

_SEPARATORS = "\x1c\x1d\x1e\x1f"
"""White space to ``str.split``, but none to Unicode."""

_made: Callable[[tuple[int, int, str]], Token] = partial(tuple.__new__, Token)
"""Makes a token of its fields in half the time."""


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens between two offsets; everything that is not white space is in exactly one of them."""
    end = len(text) if end is None else end
    stretch = text[start:end]
    if any(separator in stretch for separator in _SEPARATORS):
        return [Token(*match.span(), match.group()) for match in _TOKEN.finditer(text, start, end)]
    found: list[Token] = []
    at = start
    for chunk in stretch.split():
        low = text.index(chunk, at)
        at = low + len(chunk)
        if chunk.isalpha() and chunk.lower() not in _SPLIT:
            found.append(_made((low, at, chunk)))
        elif chunk[-1] in _CLOSING and chunk[:-1].isalpha() and chunk[:-1].lower() not in _SPLIT:
            found += (_made((low, at - 1, chunk[:-1])), _made((at - 1, at, chunk[-1])))
        else:
            found += _read(text, low, at, end)
    return found


def _read(text: str, low: int, high: int, end: int) -> list[Token]:
    """Return the tokens of a stretch without white space; what lies behind it may tell what they are."""
    found = []
    while low < high and (match := _TOKEN.match(text, low, end)) is not None:
        found.append(_made((*match.span(), match.group())))
        low = match.end()
    return found


_FORMS = {
    "“": "``", "„": "``", "‟": "``", "«": "``", "‘‘": "``",
    "”": "''", "»": "''", "’’": "''", "″": '"', "＂": '"',
    "‘": "`", "‚": "`", "‹": "`", "›": "'",
    "…": "...", "—": "--", "―": "--",
    "£": "$", "€": "$", "¥": "$",
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
"""Whole tokens and the form of them that the treebank has, or has most of."""

_LETTERS = str.maketrans(
    dict.fromkeys("’‘ʼ＇′", "'")
    | dict.fromkeys("‐‑–−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)


def normal_form(word: str) -> str:
    """Return the form of a token that the tagger knows: the treebank's quotes, dashes, brackets, currency sign."""
    if word in _FORMS:
        return _FORMS[word]
    return word if word.isascii() else word.translate(_LETTERS) or word
