"""Time the tagger against NLTK's own class with the same weights: ``python benchmarks/tagging.py [TEXT]``.

All times are processor time, so that other work on the machine does not count; loading is timed in fresh processes.
TEXT is any English text, cut into sentences at its stops; without it sentences are drawn from words of the model,
some words far more often than others, as in real text. "Cold" is a tagger that has met no word yet.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from nltk.tag.perceptron import PerceptronTagger  # type: ignore[import-untyped]

from mtcheck.english.tagging import Tagger
from mtcheck.english.tagging.tagger import made
from mtcheck.english.tagging.train import Model, unpack
from mtcheck.english.tokens import normal_form, tokenize

PACKED = resources.files("mtcheck.english.tagging").joinpath("weights.txt").read_bytes()
TOKENS = 60_000
ROUNDS = 3
LOADING = """
import time; start = time.process_time()
from mtcheck.english.tagging import tag
tag(["Ready", "."]); print(time.process_time() - start)
"""

Sentences = list[list[str]]


def fresh_tagger() -> Tagger:
    """Return a tagger that has met no word yet."""
    return made(PACKED)


def drawn_sentences(model: Model) -> Sentences:
    """Return sentences of words of the model, the frequency of a word falling with its rank."""
    choose = random.Random(1)
    words = [feature.removeprefix("i word ") for feature in model[0] if feature.startswith("i word ")]
    choose.shuffle(words)
    words = [*model[1], *words]
    ranks = [1 / rank for rank in range(1, len(words) + 1)]
    return [choose.choices(words, ranks, k=20) for _ in range(TOKENS // 20)]


def sentences_of(path: Path) -> Sentences:
    """Return the sentences of a text."""
    sentences: Sentences = [[]]
    for token in tokenize(path.read_text(encoding="utf-8")):
        sentences[-1].append(normal_form(token.text))
        if token.text in {".", "!", "?"}:
            sentences.append([])
    return sentences


def speed(tag: Callable[[list[str]], object], sentences: Sentences) -> float:
    """Return tokens a second of processor time, over all sentences once."""
    start = time.process_time()
    for sentence in sentences:
        tag(sentence)
    return sum(map(len, sentences)) / (time.process_time() - start)


def load_time() -> float:
    """Return the seconds of processor time from the import to the first tag, in a fresh process."""
    return float(subprocess.check_output([sys.executable, "-c", LOADING], text=True))


def main() -> None:
    """Print the figures."""
    model = unpack(PACKED)
    sentences = sentences_of(Path(sys.argv[1])) if sys.argv[1:] else drawn_sentences(model)
    nltk_tagger = PerceptronTagger.decode_json_obj(model)
    theirs = max(speed(nltk_tagger.tag, sentences) for _ in range(ROUNDS))
    cold = max(speed(fresh_tagger().tag, sentences) for _ in range(ROUNDS))
    tagger = fresh_tagger()
    same = all(tagger.tag(s) == [tag for _, tag in nltk_tagger.tag(s)] for s in sentences)
    warm = max(speed(tagger.tag, sentences) for _ in range(ROUNDS))
    print(f"tokens            {sum(map(len, sentences)):>10,}   same tags as NLTK: {same}")
    print(f"load and first tag {min(load_time() for _ in range(ROUNDS)):>9.3f} s")
    print(f"NLTK              {theirs:>10,.0f} tokens/s")
    print(f"mtcheck, cold     {cold:>10,.0f} tokens/s   {cold / theirs:.1f} times NLTK")
    print(f"mtcheck, warm     {warm:>10,.0f} tokens/s   {warm / theirs:.1f} times NLTK")


if __name__ == "__main__":
    main()
