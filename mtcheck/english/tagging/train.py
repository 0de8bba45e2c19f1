"""Train the tagger's weights: ``python -m mtcheck.english.tagging.train TRAIN OUT``.

TRAIN holds a sentence a line, its tokens written word_TAG; OUT gets the model: a line of JSON with the tags of
unambiguous words and all tags, then lines with the weights of features: one for each word, with all features that are
the word in some place, and one for each other feature. The same TRAIN gives the same bytes.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from nltk.tag.perceptron import PerceptronTagger

from mtcheck.english.tagging import tagger
from mtcheck.english.tokens import normal_form

ITERATIONS = 10
SEED = 1
SCALE = 10
"""A weight of 1 is stored as this; what then rounds to nothing is left out."""

TaggedSentence = list[tuple[str, str]]
Model = tuple[dict[str, dict[str, int]], dict[str, str], list[str]]
"""The weights of each feature by tag, the tags of unambiguous words, all tags."""


def read_tagged(path: Path) -> list[TaggedSentence]:
    """Read the sentences of a file, the words in their normal form."""
    with path.open(encoding="utf-8") as lines:
        sentences = [[_read_token(token) for token in line.split()] for line in lines]
    return [sentence for sentence in sentences if sentence]


def _read_token(token: str) -> tuple[str, str]:
    word, _, tag = token.rpartition("_")
    return normal_form(word), tag


def train(sentences: list[TaggedSentence]) -> bytes:
    """Train on the sentences and return the model as it is stored."""
    random.seed(SEED)  # NLTK shuffles the sentences with the shared generator
    trained = PerceptronTagger(load=False)
    trained.train(sentences, nr_iter=ITERATIONS)
    return pack(trained.model.weights, trained.tagdict, trained.classes)


def pack(weights: Mapping[str, Mapping[str, float]], tagdict: Mapping[str, str], classes: Iterable[str]) -> bytes:
    """Return a model as it is stored, with whole weights, the same bytes for the same model."""
    lines: dict[str, list[str]] = defaultdict(list)
    for feature, of_tags in sorted(weights.items()):
        if text := _rounded(of_tags):
            name, place = _line_of(feature)
            lines[name].append(f"{place} {text}" if place else text)
    head = json.dumps((dict(sorted(tagdict.items())), sorted(classes)), ensure_ascii=False, separators=(",", ":"))
    return "".join([head, "\n", *(f"{name}\t{'|'.join(lines[name])}\n" for name in sorted(lines))]).encode()


def unpack(packed: bytes) -> Model:
    """Return a stored model as NLTK's ``PerceptronTagger.decode_json_obj`` takes it."""
    lines, tagdict, classes = tagger.unpack(packed)
    weights: dict[str, dict[str, int]] = {}
    for name, _, said in (line.partition("\t") for line in lines.raw.decode().split("\n") if line):
        if name.startswith(tagger.WORD):
            placed = tagger.placed(said.encode()).items()
            said_of = {_feature(name, place.decode()): text.decode() for place, text in placed}
        else:
            said_of = {name: said}
        weights |= {feature: _pairs(text.split()) for feature, text in said_of.items()}
    return weights, tagdict, classes


_PLACE_OF = {feature: place for place, feature in tagger.PLACES.items()}


def _line_of(feature: str) -> tuple[str, str]:
    """Return the name of the line in which a feature stands, and its place in it, if it is of a word."""
    name, _, word = feature.rpartition(" ")
    if name in _PLACE_OF:
        return tagger.WORD + word, _PLACE_OF[name]
    if name.startswith(f"{tagger.AFTER_TAG} "):
        return tagger.WORD + word, name.removeprefix(f"{tagger.AFTER_TAG} ")
    return feature, ""


def _feature(name: str, place: str) -> str:
    """Return the feature at a place in the line of a word."""
    word = name.removeprefix(tagger.WORD)
    return f"{tagger.PLACES[place]} {word}" if place in tagger.PLACES else f"{tagger.AFTER_TAG} {place} {word}"


def _rounded(of_tags: Mapping[str, float]) -> str:
    whole = {tag: round(weight * SCALE) for tag, weight in sorted(of_tags.items())}
    return " ".join(f"{tag} {weight}" for tag, weight in whole.items() if weight)


def _pairs(fields: list[str]) -> dict[str, int]:
    return {tag: int(weight) for tag, weight in zip(fields[::2], fields[1::2], strict=True)}


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path, metavar="TRAIN")
    parser.add_argument("out", type=Path, metavar="OUT")
    arguments = parser.parse_args()
    arguments.out.write_bytes(train(read_tagged(arguments.train)))


if __name__ == "__main__":
    main()
