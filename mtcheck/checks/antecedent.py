"""Which pronoun a clause without a subject asks for: he, she, it, they … after what the text named last."""

from bisect import bisect_right
from collections.abc import Iterator

from mtcheck.checks.animacy import Mention, Sentence, sentences
from mtcheck.document import Document
from mtcheck.english.features import number
from mtcheck.english.lemmas import lemma
from mtcheck.english.lists import words

_BACK = 3
"""So many sentences back a subject is looked for."""
_NUMBERS = {"he": "singular", "she": "singular", "it": "singular", "they": "plural", "we": "plural", "i": ""}
_OWNERS = {
    "his": "he",
    "her": "she",
    "their": "they",
    "our": "we",
    "himself": "he",
    "herself": "she",
    "themselves": "they",
}
_LIVING = {"man": "he", "woman": "she", "person": "he", "name": "he"}


def pronoun_for(document: Document, at: int, verb: str, tag: str) -> str:
    """Return the pronoun for the subject that is missing at an offset before a verb.

    What owns something later in the sentence tells first (wants *her* goats). Then the subject that stands last before
    the place in its own sentence counts, then the first of the sentences before; one whose number is not the verb's is
    passed over, and one that does not speak or want before a verb of persons. Where nothing fits, the verb decides.
    """
    wanted = number(verb, "" if tag in {"VB", "VBP"} else tag)
    personal = tag.startswith("VB") and lemma(verb.lower(), tag) in words("verbs-of-minds")
    read = document.memo(sentences)
    current = bisect_right(read, at, key=lambda sentence: sentence.span.start) - 1

    def fits(pronoun: str) -> bool:
        one = _NUMBERS[pronoun.lower()]
        return wanted in {"", one} and not (personal and pronoun == "it")

    owner = _owner(read[current], at) if current >= 0 else None
    if owner and fits(owner):
        return owner
    for back in range(min(_BACK, current + 1)):
        subjects = list(_subjects(read[current - back])) or (back and list(_first_noun(read[current - back]))) or []
        found = [pronoun for start, pronoun in subjects if (back or start < at) and fits(pronoun)]
        if found:
            return found[0 if back else -1]
    if wanted == "plural":
        return "they"
    return "he" if personal else "it"


def _owner(sentence: Sentence, at: int) -> str | None:
    """Return the pronoun of the first possessive or reflexive behind the offset, if nothing else is named before it."""
    first = min((one.span.start for one in sentence.mentions if one.subject and one.span.start > at), default=None)
    for token, tag in zip(sentence.tokens, sentence.tags, strict=True):
        if token.start <= at or (first is not None and token.start > first):
            continue
        if tag == "PRP" and token.text.lower() in _NUMBERS:
            return None
        if (tag == "PRP$" or token.text.lower().endswith(("self", "selves"))) and token.text.lower() in _OWNERS:
            return _OWNERS[token.text.lower()]
    return None


def _subjects(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """Yield where each subject of a sentence stands, in order, and its pronoun."""
    found = [(one.span.start, _pronoun(one)) for one in sentence.mentions if one.subject]
    for token, tag in zip(sentence.tokens, sentence.tags, strict=True):
        plain = token.text.lower()
        if tag == "PRP" and plain in _NUMBERS and plain != "you":
            found.append((token.start, "I" if plain == "i" else plain))
    yield from sorted(found)


def _first_noun(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """Yield the noun right before the first verb, for what no list of nouns knows."""
    last = None
    for token, tag in zip(sentence.tokens, sentence.tags, strict=True):
        if tag in {"VBD", "VBZ", "VBP", "MD"}:
            break
        if tag in {"NN", "NNS"}:
            last = (token.start, "they" if tag == "NNS" else "it")
    if last is not None:
        yield last


def _pronoun(mention: Mention) -> str:
    if mention.plural:
        return "they"
    return _LIVING.get(mention.kind, "it")
