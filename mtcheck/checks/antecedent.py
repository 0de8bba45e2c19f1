"""Which pronoun a clause without a subject asks for: he, she, it, they … after what the text named last."""

from bisect import bisect_right
from collections.abc import Callable, Iterator

from mtcheck.checks.animacy import Mention, Sentence, sentences
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.features import number
from mtcheck.english.lemmas import lemma
from mtcheck.english.lists import words
from mtcheck.english.tokens import Token

_BACK = 3
"""So many sentences back a subject is looked for."""
_NUMBERS = {"he": "singular", "she": "singular", "it": "singular", "they": "plural", "we": "plural", "i": "", "you": ""}
_OF_SPEECH = frozenset({"i", "we", "you"})
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
_NOT_YET = r"(?:(?:also|be|been|not|now|so|still|very|\p{Ll}+ly) )"
_ANNOUNCED = STORE.pattern(
    rf"{_NOT_YET}{{0,2}}(?:is|was|would|will|seems|may|could|has) {_NOT_YET}{{0,3}}"
    r"(?:(?:the (?:first|last|second|third) time|(?!say|see|know|think)\p{L}{4,} that)\b|"
    r"(?:difficult|easier|easy|hard|important|impossible|necessary|possible) to\b)"
)
"""A verb after which the real subject follows: is clear that, would be hard to."""
_ARRIVES = STORE.pattern(r"(?:comes|came|come) to\b")
_ANYBODY = STORE.pattern(
    rf"{_NOT_YET}{{0,2}}(?:can|could|will|might|would) {_NOT_YET}{{0,2}}"
    r"(?:see|imagine|expect|hear|notice|guess|appreciate|find)\b"
)


def pronoun_for(document: Document, at: int, verb: str, tag: str) -> str:
    """Return the pronoun for the subject that is missing at an offset before a verb.

    What follows tells first: a clause that *it* announces (is clear that), what anybody may see, what owns something
    later in the sentence (wants *her* goats). Then the subject that stands last before the place in its own sentence
    counts, then the first of the sentences before; one whose number is not the verb's is passed over, and one that does
    not speak or want before a verb of persons. I, we and you count only on their side of quotation marks. Where nothing
    fits, the verb decides.
    """
    told = _told(document, at)
    fits = _fitting(document, at, verb, tag)
    if told and fits(told):
        return told
    read = document.memo(sentences)
    current = bisect_right(read, at, key=lambda sentence: sentence.span.start) - 1
    owner = _owner(read[current], at) if current >= 0 and not _after_quotation(document, at) else None
    if owner and fits(owner):
        return owner
    for back in range(min(_BACK, current + 1)):
        sentence = read[current - back]
        subjects = list(_subjects(document, sentence, at)) or (back and list(_first_noun(sentence))) or []
        found = [pronoun for start, pronoun in subjects if (back or start < at) and fits(pronoun)]
        if found:
            return found[0 if back else -1]
        if not back and fits("we") and tag != "VBD" and document.quotes.inside(at):
            return "we"
    return next(pronoun for pronoun in ("it", "he", "they") if fits(pronoun))


def _after_quotation(document: Document, at: int) -> bool:
    return document.prose[:at].rstrip()[-1:] in {"”", '"'} and not document.quotes.inside(at)


def _fitting(document: Document, at: int, verb: str, tag: str) -> Callable[[str], bool]:
    """Return the test that a pronoun may be the subject of the verb at an offset."""
    wanted = _wanted(verb.lower(), tag)
    speaking = _after_quotation(document, at)
    personal = speaking or (tag.startswith("VB") and lemma(verb.lower(), tag) in words("verbs-of-minds"))

    def fits(pronoun: str) -> bool:
        plain = pronoun.lower()
        if speaking and wanted != "plural" and plain not in {"he", "she"}:
            return False
        if plain in {"i", "you"} and wanted == "singular":
            return plain == "i" and verb.lower() == "was"
        agrees = wanted in {"", _NUMBERS[plain] or "plural"}
        return agrees and not (personal and plain == "it")

    return fits


def _wanted(verb: str, tag: str) -> str:
    """Return the number that the form of a verb asks of its subject; a bare form goes with several."""
    if tag in {"VBD", "MD"}:
        return number(verb, tag)
    if verb.endswith("s"):
        return number(verb, "VBD" if verb == "was" else "VBZ")
    if verb.endswith("n't"):
        return "singular" if verb.endswith("sn't") else ""
    past = verb.endswith("ed") or verb in words("irregular-pasts") | words("irregular-participles")
    return "" if past else "plural"


def _told(document: Document, at: int) -> str | None:
    """Return the pronoun that the words from the verb on ask for, whatever was named before."""
    ahead = document.prose[at : at + 80].lstrip()
    if _ARRIVES.match(ahead) or _ANNOUNCED.match(ahead):
        return "it"
    return "you" if _ANYBODY.match(ahead) else None


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


def _subjects(document: Document, sentence: Sentence, at: int) -> Iterator[tuple[int, str]]:
    """Yield where each subject of a sentence stands, in order, and its pronoun."""
    found = [(one.span.start, _pronoun(one)) for one in sentence.mentions if one.subject]
    inside = document.quotes.inside(at)
    for token, tag in zip(sentence.tokens, sentence.tags, strict=True):
        plain = token.text.lower()
        if plain in _OF_SPEECH and document.quotes.inside(token.start) != inside:
            continue
        if tag == "PRP" and plain in _NUMBERS and not (plain == "you" and _governed(sentence, token)):
            found.append((token.start, "I" if plain == "i" else plain))
    yield from sorted(found)


def _governed(sentence: Sentence, token: Token) -> bool:
    """Tell whether a verb or preposition stands right before a word, so that it is no subject."""
    index = sentence.tokens.index(token)
    return (
        index > 0
        and sentence.tags[index - 1][0] in "VI"
        and sentence.tokens[index - 1].text.lower() not in words("subordinator")
    )


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
