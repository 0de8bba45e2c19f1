"""Checks of the whole: tags and line breaks in the raw text, end marks, brackets, length, what was never translated."""

from collections.abc import Iterator
from dataclasses import replace

import regex

from mtcheck.checks.bilingual.pair import Pair, masked, pair_of, paired
from mtcheck.checks.bilingual.placeholders import changed_tag, line_breaks
from mtcheck.checks.check import Check
from mtcheck.checks.vocabulary import known
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.document.bilingual.languages import script_of


def tags(document: Document) -> Iterator[Hit]:
    """Yield tags that differ from the source's, or close what is not open."""
    source = document.beside.source
    if source is None or not document.text.strip() or ("<" not in source.text and "<" not in document.text):
        return
    end = len(document.text.rstrip())
    for ours, theirs in changed_tag(source.text, document.text):
        there = None if theirs is None else source.from_text(theirs)
        tag = ours.of(document.text) if ours else theirs.of(source.text) if theirs else ""
        yield Hit(document.from_text(ours or Span(end, end)), slots={"tag": tag}, source_span=there)


def breaks(document: Document) -> Iterator[Hit]:
    """Yield the place from which line breaks are no longer as many as in the source."""
    source = document.beside.source
    if source is None or not document.prose.strip() or not source.prose.strip() or "<" in document.text:
        return
    for ours, theirs in line_breaks(source.text, document.text):
        yield Hit(document.from_text(ours), source_span=source.from_text(theirs))


_CLOSING = " \t\r\n\"'”’»›)]」』】"
_MARKS = {"?": "?", "？": "?", "؟": "?", ";": "?", ":": ":", "：": ":", ".": ".", "。": ".", "!": "!", "！": "!"}
_INDIRECT = STORE.pattern(r"(?:Whether|If|Which|When|How|Where)\b")
_UNMARKED_QUESTIONS = frozenset({"ja", "th", "zh", "ko"})
"""Languages that may ask without a mark."""


def end_mark(pair: Pair) -> Iterator[Hit]:
    """Yield an end of a text that asks or announces on one side only."""
    source, target = pair.source.rstrip(_CLOSING), pair.target.rstrip(_CLOSING)
    if not source or not target:
        return
    wanted, given = (_MARKS.get(text[-1], "") for text in (source, target))
    if source[-1] == ";" and pair.language != "el":
        wanted = ""
    if _INDIRECT.match(pair.target) and "?" in {wanted, given}:
        return
    if wanted == given or ("?" in target[-40:] + source[-40:] and "?" not in {wanted, given}):
        return
    asks = (wanted == "?" and "?" not in target) or (
        given == "?" and not regex.search("[?？؟]", source) and pair.language not in _UNMARKED_QUESTIONS
    )
    announces = wanted == ":" and given in {".", ""} and ":" not in target
    if asks or announces:
        marked = bool(given)
        place = Span(len(target) - marked, len(target))
        fixes = (wanted,) if wanted in {"?", ":"} else ()
        yield Hit(place, fixes, {"mark": wanted or given}, Span(len(source) - bool(wanted), len(source)))


_ROUND = STORE.pattern(r"[(（](?P<inside>[^()（）]{3,200})[)）]")
_DASH = STORE.pattern(r"[—–]| - |, ")


def brackets(pair: Pair) -> Iterator[Hit]:
    """Yield asides in brackets that the target has in none; one that only repeats a name in Latin is left out."""
    theirs = [match for match in _ROUND.finditer(pair.source) if _aside(match["inside"])]
    ours = _ROUND.findall(pair.target)
    if theirs and not ours and "(" not in pair.target and not _DASH.search(pair.target):
        yield from (pair.lost(Span(*match.span())) for match in theirs)


def _aside(text: str) -> bool:
    return len(text.split()) > 1 or (script_of(text) != "Latin" and len(text) >= 4)


_RATIOS = {
    "ar": 1.2, "de": 0.9, "el": 0.9, "es": 0.93, "fr": 0.9, "he": 1.25, "hi": 1.0, "it": 0.93, "ja": 2.3, "ko": 2.1,
    "nl": 0.93, "pl": 0.98, "pt": 0.95, "ru": 1.0, "tr": 1.0, "uk": 1.02, "zh": 3.4,
}  # fmt: skip
"""Language → how many code points English takes for one of it, near enough; others 0.95."""
_DENSE = frozenset({"ja", "ko", "zh"})
"""Languages whose own characters count, and foreign ones not more than in English."""
_LEAST = 40
"""Shorter translations, in code points, vary too much."""
_SHORT, _LONG, _DROPPED = 0.45, 2.2, 0.75


def length(document: Document) -> Iterator[Hit]:
    """Yield a text far too short or too long for its source, or one with fewer sentences and too few words for them."""
    pair = pair_of(document)
    ratio = _ratio(pair) if pair is not None else None
    if pair is None or ratio is None:
        return
    if not _SHORT <= ratio <= _LONG:
        yield _whole(pair, "whole", {"much": "short" if ratio < 1 else "long", "percent": str(round(100 * ratio))})
    elif ratio < _DROPPED:
        count, own = len(_SENTENCE_END.findall(pair.source.strip())) + 1, len(document.sentences)
        if count > max(1, own):
            yield _whole(pair, "sentences", {"source_count": str(count), "count": str(own)})


def _ratio(pair: Pair) -> float | None:
    """Return how long the target is, measured by what its source asks for; None where that is too short to tell."""
    source, size = regex.sub(r"\s+", " ", pair.source.strip()), len(regex.sub(r"\s+", " ", pair.target.strip()))
    plain = len(regex.findall(r"[\x00-\x7f]", source)) if pair.language in _DENSE else 0
    expected = plain + (len(source) - plain) * _RATIOS.get(pair.language or "", 0.95)
    return None if max(expected, size) < 2 * _LEAST or min(expected, size) < 1 or expected < _LEAST else size / expected


def _whole(pair: Pair, kind: str, slots: dict[str, str]) -> Hit:
    start = len(pair.source) - len(pair.source.lstrip())
    return replace(pair.lost(Span(start, len(pair.source.rstrip())), **slots), kind=kind)


_SENTENCE_END = STORE.pattern(
    r"(?<=[\p{Ll}\d\p{Han}\p{Hiragana})»”\"][.!?…])[\"”»’)]*\s+(?=[\"“«„¿¡(]*\p{Lu})|[。！？](?=\S)"
)


def empty(document: Document) -> Iterator[Hit]:
    """Yield the place of a text that is not there though its source has words."""
    source = document.beside.source
    if source is not None and not document.prose.strip() and regex.search(r"[\p{L}\p{N}]", source.prose):
        yield Hit(Span(0, 0), source_span=Span(0, len(source.prose.rstrip())))


_WORD = STORE.pattern(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*")
_RUN = 4
_PROSE = STORE.pattern(r"[\p{L}\p{M}'’-]+(?:,? [\p{L}\p{M}'’-]+)*")


def copied(document: Document) -> Iterator[Hit]:
    """Yield runs of words that stand in the source just so, and are no names and no English."""
    pair = pair_of(document)
    if pair is None or script_of(pair.source) != "Latin":
        return
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(masked(pair.target))]
    theirs = [(match.group(), match.start()) for match in _WORD.finditer(masked(pair.source))]
    starts = {_gram([word for word, _ in theirs[i : i + _RUN]]): at for i, (_, at) in enumerate(theirs[: 1 - _RUN])}
    index = 0
    while index <= len(words) - _RUN:
        at = starts.get(_gram([word for word, _, _ in words[index : index + _RUN]]))
        if at is None or not _PROSE.fullmatch(pair.target, words[index][1], words[index + _RUN - 1][2]):
            index += 1
            continue
        last = index + _RUN
        while last < len(words) and _gram([one[0] for one in words[last - _RUN + 1 : last + 1]]) in starts:
            last += 1
        span = Span(words[index][1], words[last - 1][2])
        if _foreign([word for word, _, _ in words[index:last]]) and not document.quotes.inside(span.start):
            yield Hit(span, source_span=Span(at, min(len(pair.source), at + len(span))))
        index = last


def _gram(words: list[str]) -> str:
    return " ".join(words).casefold()


def _foreign(words: list[str]) -> bool:
    """Tell whether words are mostly small and mostly not English."""
    small = [word for word in words if word[0].islower()]
    return len(small) * 2 > len(words) and sum(not known(word) for word in small) * 2 >= len(small)


_SCRIPTS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Cyrillic}\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Thai}\p{Greek}"
_OTHER_SCRIPT = STORE.pattern(rf"[{_SCRIPTS}][{_SCRIPTS}\p{{M}}ー々 ]*+")


def script(document: Document) -> Iterator[Hit]:
    """Yield words of the source's script that went into the target as they stood, save in brackets or quotation."""
    pair = pair_of(document)
    if pair is None or script_of(pair.source) in {"Latin", None}:
        return
    for match in _OTHER_SCRIPT.finditer(pair.target):
        text = match.group().rstrip()
        before = pair.target[: match.start()].rstrip()
        if (
            len(text) < 2
            or text not in pair.source
            or before.endswith(("(", "（", "["))
            or document.quotes.inside(match.start())
        ):
            continue
        at = pair.source.index(text)
        yield Hit(Span(match.start(), match.start() + len(text)), source_span=Span(at, at + len(text)))


FORM = {
    "brackets": Check("it tells whether the other text has the aside in any form", paired(brackets)),
    "copied": Check("it looks for runs of words that two texts share", copied),
    "end-mark": Check("it compares the ends of two texts, each with the marks of its language", paired(end_mark)),
    "length": Check("it measures a text by another, in their numbers of letters", length, ("whole", "sentences")),
    "line-breaks": Check("it counts line breaks in two texts", breaks),
    "source-script": Check("it looks for words of one text that stand in the other", script),
    "tags": Check("it pairs the tags of two raw texts", tags),
    "untranslated-segment": Check("it is about a text without any words", empty),
}
