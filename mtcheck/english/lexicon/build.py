"""Makes the extracts anew: ``python -m mtcheck.english.lexicon.build WORDNET FREQUENCIES PAIRS``.

WORDNET is the folder ``dict`` of WordNet 3.1, FREQUENCIES the file ``large_en.msgpack.gz`` of wordfreq 3.1, PAIRS the
file ``frequency_bigramdictionary_en_243_342.txt`` of symspellpy 6.10; names of countries and languages come from the
CLDR data of Babel. The same data gives the same bytes. The README beside this file names the licences.
"""

import argparse
import gzip
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import regex

from mtcheck.english.lemmas import inflect
from mtcheck.english.lexicon import pairs, senses, wordnet
from mtcheck.english.lexicon.extract import pack
from mtcheck.english.lexicon.files import FREQUENCIES, NAMES, PAIRS, WORDNET

RAREST = 1.6
"""The Zipf frequency (the logarithm of the count in a thousand million words) under which a word is left out."""
COMPOUND = 3.0
"""The Zipf frequency that both parts of a compound must have."""
COUNTED = 1.3
"""A noun whose plural is rarer by this much at the most is counted, unless its plural is a verb's form too."""
UNCOUNTED = 2.2
"""A noun that is frequent enough and whose plural is rarer by this much at the least is not."""

_PLAIN = regex.compile(r"\p{L}+(?:'\p{L}+)?")
_NAME = regex.compile(r"(?:\p{Lu}[\p{L}.'-]*|of|and|the|de|la|el)(?: (?:\p{L}[\p{L}.'-]*))*")
_PLACES = {
    "city": [("city", 1), ("municipality", 1)],
    "country": [("country", 2)],
    "region": [("state", 1), ("region", 3), ("district", 1)],
    "continent": [("continent", 1)],
    "river": [("river", 1)],
    "mountain": [("mountain", 1)],
    "island": [("island", 1)],
    "water": [("body of water", 1)],
}


def main() -> None:
    """Write the four extracts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("wordnet", type=Path)
    parser.add_argument("frequencies", type=Path)
    parser.add_argument("pairs", type=Path)
    options = parser.parse_args()
    zipf = dict(_frequencies(options.frequencies))
    database = wordnet.load(options.wordnet)
    words = senses.entries(database)
    WORDNET.write_bytes(pack({word: features for word, features in words.items() if _is_kept(word, zipf)}))
    FREQUENCIES.write_bytes(pack(_counted(zipf, words)))
    NAMES.write_bytes(pack(_names(database)))
    PAIRS.write_bytes(pairs.pack(dict(_pairs(options.pairs))))


def _frequencies(path: Path) -> Iterator[tuple[str, float]]:
    with gzip.open(path) as file:
        _, *groups = msgspec.msgpack.decode(file.read())
    for hundredths, group in enumerate(groups):
        if 9 - hundredths / 100 >= RAREST:
            yield from ((word, round(9 - hundredths / 100, 1)) for word in group if _PLAIN.fullmatch(word))


def _pairs(path: Path) -> Iterator[tuple[tuple[str, str], int]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        first, second, count = line.split()
        yield (first, second), int(count)


def _is_kept(word: str, zipf: Mapping[str, float]) -> bool:
    first, _, second = word.partition(" ")
    if second:
        return min(zipf.get(first, 0), zipf.get(second, 0)) >= COMPOUND
    return "-" in word or word in zipf


def _counted(zipf: Mapping[str, float], words: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found = {word: {str(value)} for word, value in zipf.items()}
    for word, features in words.items():
        plural = inflect(word, "NNS") if "noun" in features and word in zipf else word
        if plural == word:
            continue
        rarer = zipf[word] - zipf.get(plural, 0.0)
        if rarer <= COUNTED and "verb" not in features:
            found[word].add("noun:countable")
        elif rarer >= UNCOUNTED and zipf[word] >= 3.5 and _is_plain_noun(word, features):
            found[word].add("noun:uncountable")
    return {word: frozenset(features) for word, features in found.items()}


def _is_plain_noun(word: str, features: frozenset[str]) -> bool:
    """Tell whether the frequency of a noun is its own: it is no other part of speech, no plural and no name."""
    things = features - {"noun:person", "noun:place", "noun:measure", "noun:group"}
    return not word.endswith("s") and not features & {"verb", "adjective", "adverb"} and len(things) > 1


def _names(database: wordnet.Database) -> dict[str, frozenset[str]]:
    heads = {
        next(sense.synset for sense in database.senses[word, "n"] if sense.rank == number): kind
        for kind, senses_ in _PLACES.items()
        for word, number in senses_
    }
    found: dict[str, set[str]] = defaultdict(set)
    for synset in database.instances:
        kinds = {heads[above] for above in database.ancestors(synset) if above in heads}
        for name in database.words[synset] if kinds else ():
            if _NAME.fullmatch(name):
                found[name] |= {"name:place"} | {f"name:{kind}" for kind in kinds}
    for name, kind in _cldr():
        found[name] |= {f"name:{kind}"} | ({"name:place"} if kind != "language" else set())
    return {name: frozenset(features) for name, features in found.items()}


def _cldr() -> Iterator[tuple[str, str]]:
    from babel import Locale

    locale = Locale("en")
    for code, name in locale.territories.items():
        if len(code) == 2 and code not in {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}:
            yield name.replace("’", "'").partition(" (")[0], "country"
    for code, name in locale.languages.items():
        if len(code) in {2, 3} and "(" not in name and " " not in name:
            yield name, "language"


if __name__ == "__main__":
    main()
