"""What a single word is, beyond its form and its tag: the features that a step of a rule asks for with ``is``.

``features`` is the one place that rules ask: it joins what the lexicon knows with the classes of the dictionary.
"""

from functools import cache, lru_cache

from mtcheck.english import lexicon
from mtcheck.english.lemmas import word_classes
from mtcheck.english.word_forms import adjective_of

_CLASSES = {"NOUN": "noun", "VERB": "verb", "ADJ": "adjective", "ADV": "adverb"}
_ONLY = (f"only-{name}" for name in _CLASSES.values())
OWN = frozenset({*_CLASSES.values(), *_ONLY, "noun-or-verb", "from-adjective"})
"""What is said here beside what the lexicon says."""


@cache
def known() -> frozenset[str]:
    """Return every name that ``features`` may give."""
    return OWN | lexicon.all_features()


@lru_cache(maxsize=50_000)
def features(word: str, lemma: str, tag: str) -> frozenset[str]:
    """Return the features of a word as it is written, with its dictionary form and its Penn tag.

    ``noun``, ``verb``, ``adjective`` and ``adverb`` say that the dictionary knows the word in this class, whatever its
    tag; ``only-noun`` and so on that it knows no other, ``noun-or-verb`` that it knows exactly these two. All others
    are the lexicon's.
    """
    found = _dictionary(word.lower())
    if "only-adverb" in found and adjective_of(word):
        found.add("from-adjective")
    return lexicon.features(word, lemma, tag) | found


def _dictionary(word: str) -> set[str]:
    classes = word_classes(word)
    found = {_CLASSES[name] for name in classes & _CLASSES.keys()}
    alone = found | ({"noun"} & lexicon.parts_of_speech(word))  # nearly any verb may be a noun, and WordNet knows which
    if len(classes) == 1 and len(alone) == 1:
        found |= {f"only-{name}" for name in found}
    if classes == {"NOUN", "VERB"}:
        found.add("noun-or-verb")
    return found


_PLURAL_DETERMINERS = frozenset({"these", "those", "many", "several", "few", "both", "various"})
_SINGULAR_DETERMINERS = frozenset({"this", "that", "a", "an", "each", "every", "another", "one"})
_PLURAL_PRONOUNS = frozenset({"we", "us", "they", "them", "ourselves", "themselves"})
_SINGULAR_PRONOUNS = frozenset({"i", "me", "he", "him", "she", "her", "it", "myself", "himself", "herself", "itself"})


def number(word: str, tag: str) -> str:
    """Return ``singular`` or ``plural``, or nothing where the form does not tell."""
    plain = word.lower()
    if plain in _PLURAL_DETERMINERS | _PLURAL_PRONOUNS or plain in {"are", "were", "have", "do"}:
        return "plural"
    if plain in _SINGULAR_DETERMINERS | _SINGULAR_PRONOUNS or plain in {"is", "was", "has", "does"}:
        return "singular"
    if tag in {"NNS", "NNPS", "VBP"}:
        return "plural"
    return "singular" if tag in {"NN", "NNP", "VBZ"} else ""


_CASES = {
    "subject": frozenset({"i", "he", "she", "we", "they", "who"}),
    "object": frozenset({"me", "him", "us", "them", "whom"}),
    "possessive": frozenset({"my", "your", "his", "its", "our", "their", "whose"}),
}


def case(word: str, tag: str) -> str:
    """Return ``subject``, ``object`` or ``possessive`` for a pronoun whose form tells."""
    plain = word.lower()
    if plain == "her":
        return "possessive" if tag == "PRP$" else "object"
    return next((name for name, forms in _CASES.items() if plain in forms), "")


_PERSONS = {
    "first": frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "am"}),
    "second": frozenset({"you", "your", "yours", "yourself", "yourselves"}),
}


def person(word: str, tag: str) -> str:
    """Return ``first``, ``second`` or ``third``, or nothing where the form does not tell."""
    plain = word.lower()
    for name, forms in _PERSONS.items():
        if plain in forms:
            return name
    return "third" if tag in {"PRP", "PRP$", "VBZ", "NN", "NNS", "NNP", "NNPS"} else ""
