"""Words and phrases said twice or over and over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import compress, count, pairwise
from operator import eq

from mtcheck.checks.plain_words import plain_words
from mtcheck.checks.vocabulary import known
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import words

_WORD = STORE.pattern(r"[\p{L}\p{M}\p{N}]++(?:['’.,/-][\p{L}\p{M}\p{N}]++)*+")
_LONGEST = 6
_NUMBER = STORE.pattern(r"[\d.,/]+")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """Words that stand there ``count`` times in a row; ``comma`` tells whether commas part the copies."""

    words: tuple[_Word, ...]
    count: int
    comma: bool
    before: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many words are repeated."""
        return len(self.words) // self.count

    @property
    def span(self) -> Span:
        """All copies."""
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def keys(self) -> tuple[str, ...]:
        """The repeated words in lower case."""
        return tuple(word.key for word in self.words[: self.size])

    def once(self, prose: str) -> str:
        """Return the first copy."""
        return prose[self.words[0].start : self.words[self.size - 1].end]


def repeats(document: Document) -> tuple[Repeat, ...]:
    """Return every stretch of one to six words that is repeated at once, within a block."""
    return tuple(repeat for block in document.blocks for repeat in _in_block(document.prose, block.span))


def _in_block(prose: str, block: Span) -> Iterator[Repeat]:
    candidates = _candidates([word.lower() for word in _WORD.findall(prose, block.start, block.end)])
    if not candidates:
        return
    matches = _WORD.finditer(prose, block.start, block.end)
    found = [_Word(match.start(), match.end(), match.group().lower()) for match in matches]
    gaps = [prose[one.end : two.start] for one, two in pairwise(found)]
    end = 0
    for at in candidates:
        repeat = _at(found, gaps, at) if at >= end else None
        if repeat is not None:
            yield repeat
            end = at + len(repeat.words)


def _candidates(keys: list[str]) -> list[int]:
    """Return where one to six words come again at once."""
    found: set[int] = set()
    for size in range(1, _LONGEST + 1):
        again = compress(count(), map(eq, keys, keys[size:]))
        found.update(at for at in again if keys[at : at + size] == keys[at + size : at + 2 * size])
    return sorted(found)


def _at(found: list[_Word], gaps: list[str], at: int) -> Repeat | None:
    for size in range(1, _LONGEST + 1):
        if at + 2 * size > len(found) or found[at].key != found[at + size].key:
            continue
        seam = gaps[at + size - 1].strip()
        if seam not in {"", ","} or not _spaced(gaps, at, at + size - 1):
            continue
        keys = [word.key for word in found[at : at + size]]
        count = 1
        while _copy(found, gaps, at + size * count, keys) and gaps[at + size * count - 1].strip() == seam:
            count += 1
        if count > 1:
            before = tuple(word.key for word in found[max(0, at - 10) : at])
            return Repeat(tuple(found[at : at + size * count]), count, seam == ",", before)
    return None


def _copy(found: list[_Word], gaps: list[str], first: int, keys: list[str]) -> bool:
    """Tell whether the same words, parted by spaces, stand at an index."""
    end = first + len(keys)
    return (
        end <= len(found)
        and gaps[first - 1] != ""
        and _spaced(gaps, first, end - 1)
        and [word.key for word in found[first:end]] == keys
    )


def _spaced(gaps: list[str], low: int, high: int) -> bool:
    return all(gap and not gap.strip() for gap in gaps[low:high])


def _hit(document: Document, repeat: Repeat) -> Hit:
    once = repeat.once(document.prose)
    return Hit(repeat.span, (once,), {"once": once})


def _single(document: Document) -> Iterator[Repeat]:
    for repeat in document.memo(repeats):
        block = document.block_at(repeat.span.start)
        if repeat.size == 1 and not repeat.comma and block is not None and block.kind != "cell":
            yield repeat


def doubled_function_word(document: Document) -> Iterator[Hit]:
    """Yield small words that stand twice where English never has them twice."""
    sure, after_verb = words("function-words-never-twice"), words("particle-verbs")
    for repeat in _single(document):
        word = repeat.keys[0]
        texts = [document.prose[one.start : one.end] for one in repeat.words]
        if word not in sure or any(text[:1].isupper() for text in texts[1:] if text != "I"):
            continue
        if word in words("particles") and (not repeat.before or repeat.before[-1] in after_verb):
            continue
        if word in words("auxiliaries") and words("relatives") & set(repeat.before):
            continue
        yield _hit(document, repeat)


def doubled_word(document: Document) -> Iterator[Hit]:
    """Yield nouns, verbs, names and numbers that stand twice, save those that people double on purpose."""
    small = words("function-words-never-twice")
    for repeat in _single(document):
        word = repeat.keys[0]
        if word in small or len(word) < 2 or _stressed(document, repeat) or document.starts_sentence(repeat.span.start):
            continue
        if _doubled_name(document, repeat) or _doubled_figure(document, repeat):
            continue
        yield _hit(document, repeat)


def _stressed(document: Document, repeat: Repeat) -> bool:
    """Tell whether the word may be doubled for stress, which some never are at the end of a sentence."""
    word, at = repeat.keys[0], repeat.span.end
    if word not in words("words-doubled-for-stress"):
        return False
    ends = document.prose[at : at + 2].strip() in {".", ""} and len(repeat.before) > 4
    return not (ends and word in words("words-never-twice-at-the-end")) or document.quotes.inside(repeat.span.start)


def _doubled_name(document: Document, repeat: Repeat) -> bool:
    """Tell whether this may be a name such as Pago Pago (or Bison bison): listed, or short and no known word."""
    first, second = (document.prose[one.start : one.end] for one in repeat.words[:2])
    if second[0].isdigit():
        return False
    if second[0].islower():
        return first[0].isupper() or _species(document, repeat)
    if first[0].islower() or repeat.keys[0] in words("reduplicated-names"):
        return True
    if len(first) < 5 and not first.isupper() and repeat.count == 2 and not known(repeat.keys[0]):
        return first not in words("places")
    rest = document.prose[: repeat.span.start] + document.prose[repeat.span.end :]
    return f"{first} {second}" in rest


def _species(document: Document, repeat: Repeat) -> bool:
    """Tell whether the word may be part of a Latin name."""
    before = document.prose[max(0, repeat.span.start - 30) : repeat.span.start].split()
    return bool(before) and before[-1][0].isupper() and not known(repeat.keys[0])


def _doubled_figure(document: Document, repeat: Repeat) -> bool:
    """Tell whether this may be a score, a share or a row of a table."""
    word = repeat.keys[0]
    if not _NUMBER.fullmatch(word):
        return False
    around = document.prose[max(0, repeat.span.start - 8) : repeat.span.start]
    around += document.prose[repeat.span.end : repeat.span.end + 8]
    return word in {"50", "20"} or any(char.isdigit() for char in around)


def doubled_phrase(document: Document) -> Iterator[Hit]:
    """Yield phrases of two to six words that stand twice."""
    for repeat in document.memo(repeats):
        if repeat.size > 1 and not _looping(repeat) and not _meant(document, repeat):
            yield _hit(document, repeat)


def _looping(repeat: Repeat) -> bool:
    return repeat.count > 2 and repeat.size > 1


def _meant(document: Document, repeat: Repeat) -> bool:
    """Tell whether the repetition may be a name, a figure of speech, a refrain or a row of figures."""
    once = repeat.once(document.prose)
    parts = once.split()
    keys = repeat.keys
    if all(part[0].isupper() or part[0].isdigit() for part in parts) or " ".join(keys) in words("refrains"):
        return True
    if any(key in {"and", "by", "after", "upon", "to"} for key in keys) and len(set(keys)) == 2 == len(keys):
        return True
    if set(keys) <= words("words-doubled-for-stress"):
        return True
    quoted = document.quotes.inside(repeat.span.start)
    if repeat.comma:
        # A conjunction may take up what stood before it: “reason and rhyme, and rhyme is …”.
        resumed = keys[0] in {"and", "or", "but", "nor"}
        return quoted or repeat.size < 3 or resumed or keys[0] not in words("phrase-openers")
    return quoted and repeat.size < 3 and parts[0][0].isupper()


def oscillation_loop(document: Document) -> Iterator[Hit]:
    """Yield phrases of two words or more that stand three times or more in a row."""
    for repeat in document.memo(repeats):
        plain = not _meant(document, repeat) and not document.quotes.inside(repeat.span.start)
        if _looping(repeat) and plain and not all(_NUMBER.fullmatch(key) for key in repeat.keys):
            yield _hit(document, repeat)


def synonym_doubling(document: Document) -> Iterator[Hit]:
    """Yield two verbs of saying side by side before a clause with that."""
    said, prose = words("verbs-of-saying-past"), document.prose
    for one, two in pairwise(document.memo(plain_words)):
        if two.text not in said or one.text not in said or one.text == two.text:
            continue
        if prose[one.end : two.start] == " " and prose.startswith(" that ", two.end):
            yield Hit(Span(one.start, two.end), (one.text, two.text))


REPETITION: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "doubled-function-word": doubled_function_word,
    "doubled-word": doubled_word,
    "doubled-phrase": doubled_phrase,
    "oscillation-loop": oscillation_loop,
    "synonym-doubling": synonym_doubling,
}
