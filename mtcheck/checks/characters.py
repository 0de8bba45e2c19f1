"""Checks of characters: text decoded with the wrong code page, signs of other scripts, invisible and odd ones."""

import unicodedata
from collections.abc import Iterator

import regex

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import choice


def _one_byte_values() -> dict[str, int]:
    """Return the byte that each character has in Windows-1252 or, where that has none, in Latin-1."""
    values = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        values[bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)] = byte
    return values


_BYTES = _one_byte_values()


def _class(low: int, high: int) -> str:
    return "[" + "".join(regex.escape(char) for char, byte in _BYTES.items() if low <= byte <= high) + "]"


_TAIL = _class(0x80, 0xBF)
_PAIR = rf"{_class(0xC2, 0xDF)}{_TAIL}|{_class(0xE0, 0xEF)}{_TAIL}{{2}}|{_class(0xF0, 0xF4)}{_TAIL}{{3}}"
_MOJIBAKE = STORE.pattern(rf"(?:{_PAIR}|â€(?!{_TAIL}))++|(?<=\d)Â (?=\p{{L}})")
_PUNCTUATION = "‘’“”„‚‹›«»–—…"
_SIGNS = "°§©®™½¼¾¹²³ªº€£¥•·\u00a0"
_ROUNDS = 3


def mojibake(document: Document) -> Iterator[Hit]:
    """Find UTF-8 that was read as a one-byte code page; the repair has to be valid UTF-8.

    A capital with an accent before a closing quotation mark looks the same, so such a pair counts only where the
    text holds a sure one.
    """
    found = [(match, _repaired(match.group())) for match in _MOJIBAKE.finditer(document.prose)]
    if not any(repair is not None and _sure(match.group()) for match, repair in found):
        return
    for match, repair in found:
        if repair is not None:
            yield Hit(Span(*match.span()), (repair,))


def _sure(run: str) -> bool:
    if run.startswith("â€"):
        return True
    plain = _PUNCTUATION if run[0] in "ÃÂ" else _PUNCTUATION + _SIGNS
    return any(char not in plain for char in run[1:])


def _repaired(run: str) -> str | None:
    if run == "Â ":
        return " "
    for _ in range(_ROUNDS):
        whole = regex.sub(rf"â€(?!{_TAIL})", "â€\u009d", run)
        try:
            run = bytes(_BYTES[char] for char in whole).decode()
        except (KeyError, UnicodeDecodeError):
            return None
        if not _MOJIBAKE.fullmatch(run):
            break
    return run if all(unicodedata.category(char) not in {"Cc", "Cn", "Co"} for char in run) else None


_STOPS = dict(zip("，、،；؛：؟？！。．।։", ",,,;;:??!....", strict=True))
_OTHERS = {"％": "%", "٪": "%", "～": "–", "〜": "–", "・": " ", "״": '"', "׳": "'", "־": "-"}
_FOREIGN = STORE.pattern(
    r"[^\S\n]*[，、،；؛：؟？！。．।։][^\S\n]*"
    r"|[^\S\n]*（|）"
    r"|[٠-٩۰-۹०-९০-৯]++(?:[٫٬][٠-٩۰-۹]++)*+"
    r"|[０-９Ａ-Ｚａ-ｚ]++(?:[．，－][０-９]++)*+"
    r"|[ \u00a0]*+\u3000[ \u00a0\u3000]*+"
    r"|[％٪～〜・״׳־＄＆＋－＝＠／]"
)
_ANY_FOREIGN = STORE.pattern(r"[\u0590-\u06ff\u0900-\u09ff\u3000-\u303f\u30fb\uff00-\uffef]")
_NOT_LATIN = STORE.pattern(r"[\p{L}\p{M}--[\p{Latin}ªºʼ]]", regex.V1)


def foreign_marks(document: Document) -> Iterator[Hit]:
    """Find marks, digits and letters of other scripts between words in Latin letters."""
    prose = document.prose
    if not _ANY_FOREIGN.search(prose):
        return
    for match in _FOREIGN.finditer(prose):
        before = prose[max(0, match.start() - 1) : match.start()]
        after = prose[match.end() : match.end() + 1]
        near = prose[max(0, match.start() - 3) : match.start()] + prose[match.end() : match.end() + 3]
        if _NOT_LATIN.search(near) or not near.strip():
            continue
        fix = _in_english(match.group(), before, after)
        if fix != match.group():
            yield Hit(Span(*match.span()), (fix,))


def _in_english(text: str, before: str, after: str) -> str:
    mark = text.strip() or text
    opens = after.isalnum() or (after and after in "“‘(\"'$€£（")
    if mark in _STOPS:
        stop = _STOPS[mark]
        number = before.isdigit() and after.isdigit() and stop in ",.:"
        return f"{stop} " if opens and not number else stop
    if mark == "（":
        return " (" if before.isalnum() or before in ".,;:" else "("
    if mark == "）":
        return ") " if after.isalnum() else ")"
    if mark in _OTHERS:
        return _OTHERS[mark]
    if mark.isspace():
        return " "
    return "".join(_plain(char) for char in mark)


def _plain(char: str) -> str:
    if char.isdigit():
        return str(unicodedata.digit(char))
    return {"٫": ".", "٬": ","}.get(char) or unicodedata.normalize("NFKC", char)


_OTHER_ALPHABET = STORE.pattern(r"[\p{Cyrillic}\p{Greek}]")
_LETTERS = STORE.pattern(r"\p{L}++")
_LOOK_ALIKES = dict(
    zip("аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѵ", "aeopcyxijshdqwABEKMHOPCTYXIJSABEZHIKMNOPTYXov", strict=True)
)
_LEAST_LATIN = 2


def mixed_script(document: Document) -> Iterator[Hit]:
    """Find Latin words in which letters of another alphabet stand for their look-alikes."""
    if not _OTHER_ALPHABET.search(document.prose):
        return
    for match in _LETTERS.finditer(document.prose):
        word = match.group()
        if not _OTHER_ALPHABET.search(word):
            continue
        latin = len(regex.findall(r"\p{Latin}", word))
        if latin < _LEAST_LATIN or latin * 2 < len(word):
            continue
        fix = "".join(_LOOK_ALIKES.get(char, char) for char in word)
        if not _OTHER_ALPHABET.search(fix):
            yield Hit(Span(*match.span()), (fix,))
        elif regex.search(r"\p{Cyrillic}", word):
            yield Hit(Span(*match.span()))


def apostrophe(document: Document) -> str:
    """Return the apostrophe that the text uses: the curly one unless the straight one prevails."""
    straight = len(regex.findall(r"(?<=\p{L})'(?=\p{L})", document.prose))
    return "'" if straight > document.prose.count("’") else "’"


_ODD_APOSTROPHE = STORE.pattern(r"(?<=\p{Latin})[´`′ʹʻ‘‛＇](?=(?:s|t|re|ve|ll|d|m)(?!\w))")
_STEMS = choice("stems-before-t")
_AUXILIARIES = choice("stems-before-nt")
_NO_OWNER = f"of|the|an?|{choice('words-that-own-nothing')}"
_MARK = "['’‘´`]"
_SPLIT_MARK = f"(?: (?P<mark>{_MARK}) ?|(?P<mark>{_MARK}) )"
_CLITIC = STORE.pattern(
    rf"(?<=[\p{{L}}\p{{N}}]|\p{{Lu}}\.)(?<!\b(?i:{_NO_OWNER})){_SPLIT_MARK}(?P<rest>s)(?![\w'’-])|(?<=\b"
    rf"(?i:{choice('words-before-a-clitic')})){_SPLIT_MARK}(?P<rest>re|ve|ll|d|m)(?![\w'’-])|(?<=\b(?i:{_AUXILIARIES}))"
    rf" (?P<n>n) ?(?P<mark>{_MARK}) ?(?P<rest>t)(?!\w)|(?<=\b(?i:{_STEMS})){_SPLIT_MARK}(?P<rest>t)(?!\w)"
)


_CLITIC_GAP = STORE.pattern(rf" (?=n? ?{_MARK})|{_MARK}(?= )")
_DECADE = STORE.pattern(r"\bthe \d{3}0$")


def odd_apostrophe(document: Document) -> Iterator[Hit]:
    """Find accents, backticks and opening marks used as apostrophes."""
    for match in _ODD_APOSTROPHE.finditer(document.prose):
        yield Hit(Span(*match.span()), (document.memo(apostrophe),))


def split_clitic(document: Document) -> Iterator[Hit]:
    """Find endings such as 's and n't that a tokenizer cut off."""
    found = (_CLITIC.match(document.prose, gap.start()) for gap in _CLITIC_GAP.finditer(document.prose))
    for match in filter(None, found):
        decade = match["rest"] == "s" and _DECADE.search(document.prose, max(0, match.start() - 8), match.start())
        mark = match["mark"] if match["mark"] in "'’" else document.memo(apostrophe)
        mark = "" if decade else mark
        yield Hit(Span(*match.span()), ((match["n"] or "") + mark + match["rest"],))


_GAP = STORE.pattern(r"(?<=[\p{L}\p{N}\p{P}--[|]])[ \u00a0]{2,3}(?=[\p{L}\p{N}$€£\"“”‘’'(—–-])", regex.V1)
_BULLET = 2
_COLUMNS = STORE.pattern(r"\t| {4}")
_AFTER_STOP = STORE.pattern(r"[.!?:…][\"”’'»)\]]{0,2}$")
_BETWEEN_SENTENCES = STORE.pattern(r"[.!?][\"”’')\]]{0,2}(?P<gap> {1,2})(?=[\"“‘'(]?\p{Lu})")


def doubled_space(document: Document) -> Iterator[Hit]:
    """Find more than one space inside a line; after a stop only where the text has one space as a rule."""
    prose = document.prose
    for match in _GAP.finditer(prose):
        span = Span(*match.span())
        if _aligned(document, span) or document.to_text(span).of(document.text).strip("\r\n") != match.group():
            continue
        if _AFTER_STOP.search(prose[max(0, span.start - 3) : span.start]) and document.memo(_two_after_stops):
            continue
        yield Hit(span, (" ",))


def _aligned(document: Document, span: Span) -> bool:
    """Tell whether the spaces follow a bullet or make columns."""
    block = document.block_at(span.start)
    if block is None or block.kind == "cell" or span.start - block.span.start < _BULLET:
        return True
    return block.span.start in document.memo(_columned)


def _columned(document: Document) -> frozenset[int]:
    """Return where the blocks start that hold columns."""
    starts = (block.span for block in document.blocks)
    return frozenset(span.start for span in starts if _COLUMNS.search(document.prose, span.start, span.end))


def _two_after_stops(document: Document) -> bool:
    gaps = [len(match["gap"]) for match in _BETWEEN_SENTENCES.finditer(document.prose)]
    return gaps.count(2) >= gaps.count(1)


CHARACTERS = {
    "doubled-space": Check("it goes by columns, and by how the text spaces its sentences", doubled_space),
    "foreign-marks": Check("it works out the English sign for each of hundreds", foreign_marks),
    "mixed-script-word": Check("it asks whether look-alikes make the whole word Latin", mixed_script),
    "mojibake": Check("it decodes the bytes anew", mojibake),
    "odd-apostrophe": Check("it goes by which apostrophe the text has", odd_apostrophe),
    "split-clitic": Check("it goes by which apostrophe the text has", split_clitic),
}
