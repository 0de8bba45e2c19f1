"""Train the tagger's weights: ``python -m mtcheck.english.tagging.train TRAIN OUT``.

TRAIN holds a sentence a line, its tokens written word_TAG; OUT gets the model, gzipped JSON: the weights, the tags of
unambiguous words, and all tags. The same TRAIN gives the same bytes.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Mapping
from pathlib import Path

from nltk.tag.perceptron import PerceptronTagger

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
    tagger = PerceptronTagger(load=False)
    tagger.train(sentences, nr_iter=ITERATIONS)
    return pack(tagger.model.weights, tagger.tagdict, tagger.classes)


def pack(weights: Mapping[str, Mapping[str, float]], tagdict: Mapping[str, str], classes: Iterable[str]) -> bytes:
    """Return a model as gzipped JSON with whole weights, the same bytes for the same model."""
    rounded = {feature: _rounded(of_tags) for feature, of_tags in sorted(weights.items())}
    kept = {feature: text for feature, text in rounded.items() if text}
    model = (kept, dict(sorted(tagdict.items())), sorted(classes))
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def unpack(packed: bytes) -> Model:
    """Return a stored model as NLTK's ``PerceptronTagger.decode_json_obj`` takes it."""
    weights, tagdict, classes = json.loads(gzip.decompress(packed))
    return {feature: _pairs(text.split()) for feature, text in weights.items()}, tagdict, classes


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
