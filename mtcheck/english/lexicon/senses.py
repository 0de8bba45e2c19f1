"""What the build script keeps of WordNet: of each word the classes of its senses, of each verb its frames."""

from collections import defaultdict
from collections.abc import Iterator

import regex

from mtcheck.english.lexicon.wordnet import Database, Sense, Synset

CLASSES = {
    "person": [("person", 1)],
    "relative": [("relative", 1)],
    "leader": [("leader", 1)],
    "group": [("social group", 1), ("people", 1)],
    "organisation": [("organization", 1)],
    "animal": [("animal", 1)],
    "plant": [("plant", 2)],
    "artefact": [("artifact", 1)],
    "building": [("building", 1)],
    "vehicle": [("vehicle", 1)],
    "device": [("device", 1)],
    "clothing": [("clothing", 1)],
    "food": [("food", 1), ("food", 2)],
    "substance": [("substance", 1), ("matter", 3)],
    "body-part": [("body part", 1)],
    "event": [("event", 1), ("phenomenon", 1)],
    "crime": [("crime", 1)],
    "time": [("time period", 1), ("time unit", 1)],
    "measure": [("unit of measurement", 1), ("definite quantity", 1)],
    "currency": [("monetary unit", 1)],
    "money": [("money", 1), ("sum", 1)],
    "place": [("location", 1), ("body of water", 1), ("land", 4)],
    "text": [("written communication", 1), ("publication", 1)],
    "language": [("language", 1)],
    "speech": [("speech act", 1)],
    "feeling": [("feeling", 1)],
    "illness": [("illness", 1)],
    "state": [("state", 2)],
    "quality": [("attribute", 2)],
    "thought": [("cognition", 1)],
}
"""Classes of nouns: the senses, by word and number, that have everything of the class below them."""

POSSIBLE = frozenset({"person", "animal", "organisation", "group", "place", "time", "event", "artefact", "measure"})
"""Classes of which it is told, too, that some rarer sense of a noun is in them."""

FRAMES = {
    1: "alone", 2: "alone", 3: "alone", 4: "alone", 5: "adjective", 6: "adjective", 7: "adjective",
    8: "object", 9: "object", 10: "object", 11: "object", 12: "+to", 13: "+on", 14: "objects",
    15: "object+to", 16: "object+from", 17: "object+with", 18: "object+of", 19: "object+on",
    20: "object", 21: "object", 22: "alone", 23: "alone", 24: "object-to", 25: "object-bare", 26: "that",
    27: "+to", 28: "to", 29: "whether", 30: "object+into", 31: "object+with", 32: "bare", 33: "ing",
    34: "that", 35: "bare",
}  # fmt: skip
"""WordNet's sentence frames by number, and what each says of the verb's complement."""

_WORD = regex.compile(r"[\p{Ll}][\p{Ll}'-]*(?: [\p{Ll}][\p{Ll}'-]*)?")
_SHARE = 0.5
"""The share of a noun's weight that its senses in a class must have for the class to be the noun's."""
_LEAST = 0.04
"""The share of a verb's weight under which a sense's frames are left out."""


def entries(database: Database) -> dict[str, frozenset[str]]:
    """Return the features of all words in lower case, and of all pairs of words that WordNet has as one noun."""
    found: dict[str, set[str]] = defaultdict(set)
    anchors = _anchors(database)
    for (lemma, part), senses in database.senses.items():
        if _WORD.fullmatch(lemma) and _in_lower_case(database, lemma, senses):
            if " " not in lemma:
                found[lemma] |= set(_features(database, anchors, lemma, part, senses))
            elif part == "n":
                found[lemma].add("noun:compound")
    return {word: frozenset(features) for word, features in found.items()}


def _in_lower_case(database: Database, lemma: str, senses: list[Sense]) -> bool:
    return any(lemma in database.words[sense.synset] for sense in senses)


def _anchors(database: Database) -> dict[Synset, str]:
    found = {}
    for name, heads in CLASSES.items():
        for word, number in heads:
            found[next(sense.synset for sense in database.senses[word, "n"] if sense.rank == number)] = name
    return found


def _weighed(senses: list[Sense]) -> Iterator[tuple[Synset, float]]:
    weights = [sense.count + 1 / sense.rank for sense in senses]
    total = sum(weights)
    yield from ((sense.synset, weight / total) for sense, weight in zip(senses, weights, strict=True))


def _features(
    database: Database, anchors: dict[Synset, str], lemma: str, part: str, senses: list[Sense]
) -> Iterator[str]:
    if part == "n":
        yield "noun"
        yield from _classes(database, anchors, senses)
    elif part == "v":
        yield "verb"
        for synset, share in _weighed(senses):
            if share >= _LEAST:
                yield from (f"verb:{FRAMES[frame]}" for frame in database.frames[synset, lemma])
    elif part == "a":
        yield "adjective"
        if all(sense.synset in database.relational for sense in senses):
            yield "adjective:relational"
    else:
        yield "adverb"


def _classes(database: Database, anchors: dict[Synset, str], senses: list[Sense]) -> Iterator[str]:
    shares: dict[str, float] = defaultdict(float)
    for synset, share in _weighed(senses):
        for name in {anchors[above] for above in database.ancestors(synset) if above in anchors}:
            shares[name] += share
    for name, share in shares.items():
        if share >= _SHARE:
            yield f"noun:{name}"
        elif name in POSSIBLE:
            yield f"noun:perhaps-{name}"
