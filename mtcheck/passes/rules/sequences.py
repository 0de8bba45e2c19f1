"""Matches ``tokens`` rules: sequences of words, tags and lemmas in the tagged text of a document."""

from collections.abc import Iterator
from functools import partial

from mtcheck.core.model import Hit
from mtcheck.document import Document
from mtcheck.document.tagged import TaggedText, tagged
from mtcheck.rulelang import template
from mtcheck.rulelang.patterns import Match, Pattern, matches
from mtcheck.rulelang.rule import Rule
from mtcheck.rulelang.template import Word
from mtcheck.rulelang.token_patterns import Agreement


def sequence_hits(rule: Rule, pattern: Pattern, document: Document) -> Iterator[Hit]:
    """Yield the places where a sequence matches and its conditions hold."""
    text = document.memo(tagged)
    for match in matches(pattern, text.written):
        values = _captured(match, text, document)
        if not rule.admits(partial(_captured_text, values)) or not all(_agrees(one, values) for one in rule.agreements):
            continue
        span = text.span(*match.span("span"))
        values["text"] = values["0"] = span.of(document.prose)
        yield Hit(span, tuple(template.fill(fix, values) for fix in rule.card.fixes), values)


def _captured(match: Match, text: TaggedText, document: Document) -> dict[str, str]:
    values: dict[str, str] = {}
    for name in match.re.groupindex:
        low, high = match.span(name)
        if name == "span":
            continue
        if low < 0 or low == high:
            values[name] = ""
        else:
            values[name] = Word(text.span(low, high).of(document.prose), text.tags[text.index(high - 1)])
    return values


def _captured_text(values: dict[str, str], name: str) -> str:
    return values.get(name, "")


def _agrees(condition: Agreement, values: dict[str, str]) -> bool:
    one, other = (_feature(values.get(name, ""), condition.feature) for name in (condition.one, condition.other))
    return (one == other) is condition.same


_PLURAL_DETERMINERS = frozenset({"these", "those", "many", "several", "few", "both", "various"})
_SINGULAR_DETERMINERS = frozenset({"this", "that", "a", "an", "each", "every", "another", "one"})


def _feature(word: str, feature: str) -> str:
    tag = getattr(word, "tag", "")
    if feature == "tag":
        return tag
    if feature == "number":
        return _number(word.lower(), tag)
    return template.FILTERS["lemma"](word) if feature == "lemma" else word.lower()


def _number(word: str, tag: str) -> str:
    if word in _PLURAL_DETERMINERS or tag in {"NNS", "NNPS", "VBP"} or word in {"are", "were", "have", "do"}:
        return "plural"
    if word in _SINGULAR_DETERMINERS or tag in {"NN", "NNP", "VBZ"} or word in {"is", "was", "has", "does"}:
        return "singular"
    return ""
