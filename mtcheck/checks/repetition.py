"""Words and phrases said twice or over and over."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, count, pairwise
from operator import eq

from mtcheck.checks.check import Check
from mtcheck.checks.vocabulary import known
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lemmas import word_classes
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
    if not _candidates(_WORD.findall(document.prose.lower())):
        return ()  # most texts have none, and to ask each block takes longer
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


def repeated(document: Document) -> Iterator[Hit]:
    """Yield what stands twice or over and over and is not meant to: a small word, another word, a phrase, a loop."""
    for repeat in document.memo(repeats):
        kind = _single(document, repeat) if repeat.size == 1 else _several(document, repeat)
        if kind:
            once = repeat.once(document.prose)
            yield Hit(repeat.span, (once,), {"once": once}, kind=kind)


def _single(document: Document, repeat: Repeat) -> str:
    block = document.block_at(repeat.span.start)
    if repeat.comma or block is None or block.kind == "cell":
        return ""
    if repeat.keys[0] in words("function-words-never-twice"):
        return "function-word" if _never_twice(document, repeat) else ""
    return "word" if _is_slip(document, repeat) else ""


def _several(document: Document, repeat: Repeat) -> str:
    if _meant(document, repeat):
        return ""
    if repeat.count == 2:
        return "phrase"
    figures = all(_NUMBER.fullmatch(key) for key in repeat.keys)
    return "" if figures or document.quotes.inside(repeat.span.start) else "loop"


def _never_twice(document: Document, repeat: Repeat) -> bool:
    """Tell whether a small word stands twice where English never has it twice."""
    word = repeat.keys[0]
    texts = [document.prose[one.start : one.end] for one in repeat.words]
    if any(text[:1].isupper() for text in texts[1:] if text != "I"):
        return False
    if word in words("particles") and (not repeat.before or repeat.before[-1] in words("particle-verbs")):
        return False
    reach = _CLAUSE if word in {"is", "was", "are", "were"} else _CLAUSE // 2
    return not (word in words("auxiliaries") and words("relatives") & set(repeat.before[-reach:]))


_CLAUSE = 8
"""Words within which a relative clause may end in an auxiliary that the main one has again: what the trouble is is."""

_NEXT = STORE.pattern(r" (?<word>\p{Ll}+)")
_ASKING = frozenset({"who", "what", "how"})
_OF_KINDS = frozenset({"same", "actual", "each", "every"})


def _ungrammatical(document: Document, repeat: Repeat) -> bool:
    """Tell whether the next word shows that a word stands twice by mistake: he he said, will will receive."""
    word, behind = repeat.keys[0], _NEXT.match(document.prose, repeat.span.end)
    if behind is None or document.starts_sentence(repeat.span.start) or repeat.count > 2:
        return False
    following, before = behind["word"], repeat.before[-1] if repeat.before else ""
    if word in {"he", "it"}:
        return following in words("auxiliaries") or word_classes(following) == {"VERB"}
    if word in {"can", "will"}:
        return "VERB" in word_classes(following) and before not in words("determiners") and before != "free"
    if word in _ASKING:
        return document.prose[repeat.span.start].islower()
    return following == "than" if word == "more" else word in _OF_KINDS


def _is_slip(document: Document, repeat: Repeat) -> bool:
    """Tell whether a noun, verb, name or number is none of those that people double on purpose."""
    if len(repeat.keys[0]) < 2 or _stressed(document, repeat) or document.starts_sentence(repeat.span.start):
        return False
    return not (_doubled_name(document, repeat) or _doubled_figure(document, repeat))


def _stressed(document: Document, repeat: Repeat) -> bool:
    """Tell whether the word may be doubled for stress, which some never are at the end of a sentence."""
    word, at = repeat.keys[0], repeat.span.end
    if word not in words("words-doubled-for-stress") or _ungrammatical(document, repeat):
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
        resumed = keys[0] in {"and", "or", "but"}
        return quoted or repeat.size < 3 or resumed or keys[0] not in words("phrase-openers")
    return quoted and repeat.size < 3 and parts[0][0].isupper()


REPETITION = {
    "repeated": Check(
        "it compares words with those before them, over any distance up to six",
        repeated,
        ("function-word", "word", "phrase", "loop"),
    )
}
