"""What is known of a judged edit, as numbers for the decision."""

import math
from collections.abc import Mapping, Sequence

from mtcheck.passes.model.judge import Judged
from mtcheck.passes.model.passage import Passage, Sentence
from mtcheck.passes.model.runtime import LanguageModel

Features = dict[str, float]

_CLASSES = {
    "N": "noun",
    "V": "verb",
    "J": "adjective",
    "R": "adverb",
    "I": "preposition",
    "D": "article",
    "P": "pronoun",
}
_NEAR = 3
_STOPS = frozenset('.!?”"’:;…')


def features(one: Judged, family: str, passage: Passage, model: LanguageModel, seen: Mapping[str, int]) -> Features:
    """Return the numbers of an edit; ``seen`` counts the words of the document, in lower case."""
    return {
        "always": 1.0,
        **_of_gain(one, family),
        **_of_words(one, family, passage, model),
        **_of_fluency(one, passage),
        **_of_place(one, passage, seen),
    }


def company(strengths: Sequence[float], words: int) -> list[float]:
    """Return for each place how many other strong edits the document has for its length, on a scale from 0 to 1.

    ``strengths`` are the gains of the document's places. A text with many clear faults is likelier to have another.
    """
    weights = [min(1.0, max(0.0, (gain - 5) / 4)) for gain in strengths]
    total = sum(weights)
    return [min(1.0, (total - own) / max(words, 60) * 15) for own in weights]


def _of_gain(one: Judged, family: str) -> Features:
    gain, after = min(one.gain, 14.0), max(-6.0, min(one.after, 8.0))
    return {
        "gain": gain,
        "gain over 6": max(0.0, gain - 6),
        "gain over 10": max(0.0, gain - 10),
        "after": after,
        "after over 2": max(0.0, after - 2),
        "surprise": min(one.surprise, 20.0),
        "relief": max(-1.0, min(1.5, one.gain / max(one.surprise, 4.0))),
        "start": max(-12.0, one.start),
        f"{family}": 1.0,
        f"{family} gain": gain - 7,
        f"{family} after": after,
    }


def _of_words(one: Judged, family: str, passage: Passage, model: LanguageModel) -> Features:
    low, high, new = one.change.low, one.change.high, one.change.new
    old = passage.reading.tokens[low:high]
    rarity = math.log(max(old) + 100) if old else 0.0  # tokens are numbered by how common they are
    found = {
        "tokens old": min(len(old), 6.0),
        "tokens new": min(len(new), 6.0),
        "rarity": rarity,
        "rarer than new": rarity - (math.log(max(new) + 100) if new else 0.0) if old else 0.0,
        "unforeseen": min(one.surprise, 20.0) - 1.4 * rarity if old else 0.0,
    }
    if old and new and family.startswith(("word-", "verb-", "noun-")):
        found["alike"] = model.similarity(old, new)
        found[f"{family} alike"] = found["alike"]
        found[f"{family} rarity"] = rarity - 9
    return found


def _of_fluency(one: Judged, passage: Passage) -> Features:
    scores, low, high = passage.reading.scores, one.change.low, one.change.high
    body = scores[passage.first[0] :]
    near = [*scores[max(1, low - _NEAR) : low], *scores[high : high + _NEAR]]
    after = scores[high : high + _NEAR]
    return {
        "passage surprise": float(-body.mean()),
        "surprise before": float(-scores[max(1, low - _NEAR) : low].mean()) if low > 1 else 4.0,
        "surprise after": float(-after.mean()) if len(after) else 4.0,
        "highest near": float(max(-score for score in near)) if near else 4.0,
    }


def _of_place(one: Judged, passage: Passage, seen: Mapping[str, int]) -> Features:
    word = one.edit.word
    sentence = passage.sentence_of(word)
    text = passage.tokens[word].text
    before, after = _beside(passage, sentence, word - 1), _beside(passage, sentence, word + 1)
    found = {
        "quoted": float(passage.quoted[word]),
        "headline": float(_is_headline(passage, sentence)),
        "first": float(word == sentence.low),
        "last": float(word + 2 >= sentence.high),
        "short sentence": float(sentence.high - sentence.low < 8),
        "opening": float(passage.first[0] + 12 > one.change.low),
        "without context": float(passage.first[0] <= 1 and one.change.low < 6),
        "repeated": min(seen.get(text.lower(), 1) - 1, 3) * float(len(text) > 3),
        "name beside": float(before[:1].isupper() or after[:1].isupper()),
        "number beside": float(before[:1].isdigit() or after[:1].isdigit()),
        "hyphen beside": float(before == "-" or after == "-"),
    }
    for side, at in (("before", word - 1), ("at", word), ("next", word + 1)):
        inside = sentence.low <= at < sentence.high
        found[f"{side} {_CLASSES.get(passage.tags[at][:1], 'other') if inside else 'edge'}"] = 1.0
    return found


def _beside(passage: Passage, sentence: Sentence, word: int) -> str:
    return passage.tokens[word].text if sentence.low <= word < sentence.high else ""


def _is_headline(passage: Passage, sentence: Sentence) -> bool:
    alone = len(passage.sentences) == 1 and passage.tokens[sentence.high - 1].text not in _STOPS
    return passage.kind == "heading" or alone
