"""One lexicon of English words: what a word is (weekday, person, modal …), what a verb takes, how frequent a word is.

It joins tables kept by hand with extracts from WordNet, wordfreq, CLDR and counts of Google Books, each read at first
use; the README in this folder names the features, the data and their licences.

    >>> sorted(features("Tuesday", "Tuesday", "NNP"))
    ['common', 'days-and-months', 'time', 'weekday']
    >>> sorted(prepositions_of("insist", "v"))
    ['on']
"""

from functools import cache, lru_cache

from mtcheck.english.lexicon import files, pairs, tables
from mtcheck.english.lexicon.extract import NOTHING, Extract, read
from mtcheck.english.lexicon.tables import Foreign, Valency

__all__ = [
    "FILES",
    "Foreign",
    "Valency",
    "all_features",
    "counted",
    "features",
    "foreign",
    "foreign_words",
    "frames",
    "frequency",
    "is_compound",
    "is_word",
    "parts_of_speech",
    "prepositions_of",
    "valency",
    "valency_of",
    "words",
]

CLAUSES = frozenset(
    {
        "bare-infinitive",
        "ing",
        "object-bare-infinitive",
        "object-ing",
        "object-to-infinitive",
        "objects",
        "that",
        "to-infinitive",
    }
)
"""Frames in which the table kept by hand has the last word."""
COMMON, RARE = 4.0, 2.5
"""From which Zipf frequency on a word is common, and under which one it is rare."""

CUT = 6_400_000
"""How often two words must stand side by side in books, in the units of the source, to be counted."""

FILES = (*files.TABLES, *files.EXTRACTS)
"""All data that answers come from."""

_LONG = {
    "to": "to-infinitive",
    "bare": "bare-infinitive",
    "object-to": "object-to-infinitive",
    "object-bare": "object-bare-infinitive",
}
"""Frames by the short names that the extract has for them."""
_PARTS = {"N": "noun", "V": "verb", "J": "adjective", "R": "adverb"}
_VALENCY = {"N": "n", "V": "v", "J": "a"}
_OPPOSITE = {"countable": "uncountable", "uncountable": "countable"}


@cache
def _wordnet() -> Extract:
    return read(files.WORDNET)


@cache
def _frequencies() -> Extract:
    return read(files.FREQUENCIES)


@cache
def _names() -> Extract:
    return read(files.NAMES)


@cache
def _pairs() -> pairs.Pairs:
    return pairs.read(files.PAIRS)


@lru_cache(maxsize=50_000)
def features(word: str, lemma: str, tag: str) -> frozenset[str]:
    """Return what the lexicon knows of a word: as it is written, its dictionary form, its Penn tag.

    A verb ``takes-`` its frames (takes-to-infinitive, takes-that, …); verbs, nouns and adjectives ``governs-`` their
    prepositions (governs-on) and are ``never-`` followed by others (never-of). The frequency is the word's or its
    dictionary form's, whichever is higher.
    """
    found = _classes(word, lemma, tag)
    if tag.startswith("NNP"):
        found |= _parts(_names().features(word), "name:")
    elif part := _PARTS.get(tag[:1]):
        extracted = _parts(_wordnet().features(lemma) | _frequencies().features(lemma), f"{part}:")
        opposites = {_OPPOSITE[name] for name in found & _OPPOSITE.keys()}
        found |= (extracted if part != "verb" else NOTHING) - opposites
    if tag.startswith("V"):
        found |= {f"takes-{frame}" for frame in frames(lemma) if not frame.startswith("+")}
    if (entry := valency_of(word, lemma, tag)) is not None:
        found |= {f"governs-{name}" for name in entry.governs} | {f"never-{name}" for name in entry.wrong}
    return found | _rarity(word, lemma)


def _classes(word: str, lemma: str, tag: str) -> frozenset[str]:
    known, about = tables.classes(), tables.about()
    own = (known.get(word) or known.get(word.lower(), NOTHING)) | known.get(lemma, NOTHING)
    fitting = {name for name in own if name not in about or tag.startswith(about[name].tags)}
    return frozenset(fitting)


def _parts(found: frozenset[str], prefix: str) -> frozenset[str]:
    return frozenset(name.removeprefix(prefix) for name in found if name.startswith(prefix))


def _rarity(word: str, lemma: str) -> frozenset[str]:
    if not word[:1].isalpha():
        return NOTHING
    zipf = max(frequency(word), frequency(lemma))
    if zipf >= COMMON:
        return frozenset({"common"})
    if zipf >= RARE:
        return NOTHING
    return frozenset({"rare"} if zipf or is_word(word) or is_word(lemma) else {"rare", "unknown"})


@cache
def words(name: str) -> frozenset[str]:
    """Return all words that are in a class or have a feature by themselves, whatever their tag.

    Raises:
        KeyError: there is no such class.
    """
    found = tables.having(name)
    for extract in (_wordnet(), _frequencies(), _names()) if name not in tables.about() else ():
        for full in extract.all_features():
            if full.partition(":")[2] == name:
                found.update(extract.having(full))
    if not found:
        raise KeyError(name)
    return frozenset(found)


@cache
def all_features() -> frozenset[str]:
    """Return the name of every feature that ``features`` can give."""
    named = NOTHING.union(*map(tables.within, tables.about()))
    extracted = {full for extract in (_wordnet(), _frequencies(), _names()) for full in extract.all_features()}
    kinds = {full.partition(":")[2] for full in extracted if ":" in full and not full.startswith("verb:")}
    taken = {f"takes-{name}" for name in _all_frames() if not name.startswith("+")}
    governed = {f"governs-{name}" for entry in tables.valency().values() for name in entry.governs}
    wrong = {f"never-{name}" for entry in tables.valency().values() for name in entry.wrong}
    verbs = {f"governs-{name.rpartition('+')[2]}" for name in _all_frames() if name.startswith("+")}
    return named | kinds | taken | governed | wrong | verbs | {"common", "rare", "unknown"}


def _all_frames() -> frozenset[str]:
    extracted = _parts(_wordnet().all_features(), "verb:")
    return frozenset(_LONG.get(name, name) for name in extracted).union(*tables.frames().values())


@lru_cache(maxsize=20_000)
def frames(verb: str) -> frozenset[str]:
    """Return what may follow a verb, given in its dictionary form; nothing for a verb that is not known.

    ``to-infinitive``, ``bare-infinitive``, ``ing``, ``that``, ``whether``, ``object``, ``objects`` (two of them),
    ``object-to-infinitive``, ``object-bare-infinitive``, ``object-ing``, ``adjective``, ``alone``, and a preposition
    after a plus: ``+on``, ``object+from``.
    """
    found = {_LONG.get(name, name) for name in _parts(_wordnet().features(verb), "verb:")}
    kept = tables.frames().get(verb)
    if kept is not None:
        found = (found - CLAUSES) | kept
    return frozenset(found | {f"+{name}" for name in prepositions_of(verb, "v")})


def parts_of_speech(word: str) -> frozenset[str]:
    """Return what WordNet has a word as, in its dictionary form: noun, verb, adjective, adverb."""
    return _wordnet().features(word) & {"noun", "verb", "adjective", "adverb"}


def prepositions_of(word: str, part: str) -> frozenset[str]:
    """Return the prepositions that a noun (n), verb (v) or adjective (a) governs; nothing for one not in the table."""
    entry = tables.valency().get((word, part))
    return entry.governs if entry else NOTHING


def valency(word: str, part: str) -> Valency | None:
    """Return the prepositions after a noun (n), verb (v) or adjective (a): governed, allowed, wrong."""
    return tables.valency().get((word, part))


def valency_of(word: str, lemma: str, tag: str) -> Valency | None:
    """Return the prepositions after a word by its Penn tag; a participle that is an adjective too counts as one."""
    known = tables.valency()
    if tag in {"VBN", "VBD"} and (word.lower(), "a") in known:
        return known[word.lower(), "a"]
    return known.get((lemma, _VALENCY.get(tag[:1], "")))


def foreign(word: str) -> tuple[Foreign, ...]:
    """Return what a small word of other languages, in lower case, is in English; nothing if no table has it."""
    return tables.foreign().get(word, ())


@cache
def foreign_words(mark: str, language: str | None = None) -> frozenset[str]:
    """Return the small words of other languages that have a mark: of one language, or of all."""
    return frozenset(
        word
        for word, entries in tables.foreign().items()
        if any(mark in entry.marks and language in {None, entry.language} for entry in entries)
    )


def is_compound(first: str, second: str) -> bool:
    """Tell whether two nouns in their dictionary forms are known as one compound, such as police station."""
    return "noun:compound" in _wordnet().features(f"{first} {second}")


def frequency(word: str) -> float:
    """Return how frequent a form is in any case: the logarithm of its count in a thousand million words, or 0.0."""
    found = _frequencies().features(word.lower().replace("’", "'"))
    return max((float(name) for name in found if name[0].isdigit()), default=0.0)


@lru_cache(maxsize=100_000)
def counted(first: str, second: str) -> int:
    """Return how often one word stands right before another in books, in any case; 0 is fewer than 6,400,000.

    The counts are those of the source, of about 2 * 10**13 pairs in all, so that a pair at the cut has a Zipf frequency
    of 2.5. What a 0 proves depends on how often chance alone would join the two.
    """
    return _pairs().count(first.lower(), second.lower())


def is_word(word: str) -> bool:
    """Tell whether any source has a form, be it rarely; a name counts as it is written."""
    lower = word.lower()
    return bool(
        frequency(word)
        or _wordnet().features(lower)
        or {word, lower} & tables.classes().keys()
        or _names().features(word)
    )
