"""What shows only when all matches of a rule in a text are laid side by side: how many there are, in which forms."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.passes.rules.limits import applies
from mtcheck.passes.rules.patterns import place_of, values_of
from mtcheck.rulelang import template
from mtcheck.rulelang.patterns import Pattern, matches
from mtcheck.rulelang.rule import Rule

_WORD = STORE.pattern(r"\S*\w\S*")


def enough(rule: Rule, document: Document, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the first of a rule's hits if the text has as many as ``often`` asks for."""
    often = rule.card.often
    found = sorted((hit for hit in hits if applies(rule, document, hit.span)), key=lambda hit: hit.span)
    if often is None or len(found) < often.times or len(document.sentences) < often.sentences:
        return
    if len(found) * 100 < often.in_a_hundred_sentences * len(document.sentences):
        return
    if often.in_a_thousand_words:
        words = len(_WORD.findall(document.prose))
        if len(found) * 1000 < often.in_a_thousand_words * words:
            return
    slots = {"times": str(len(found)), "sentences": str(len(document.sentences))}
    yield Hit(found[0].span, found[0].fixes, {**found[0].slots, **slots})


class _Place(NamedTuple):
    """A place in one of the forms, which is known by its number, with what its pattern captured."""

    span: Span
    form: int
    values: Mapping[str, str]


def rarer(rule: Rule, document: Document, forms: Iterable[tuple[int, Pattern]]) -> Iterator[Hit]:
    """Yield what stands in another form than most of its kind; of forms as frequent the first used is right."""
    kinds: dict[str, list[_Place]] = defaultdict(list)
    for place in sorted(_places(rule, document, forms), key=lambda place: place.span):
        kinds[template.fill(rule.card.same, place.values)].append(place)
    for places in kinds.values():
        counts = Counter(place.form for place in places)
        if len(counts) < 2:
            continue
        right = max(counts, key=lambda form: counts[form])  # the first used, of several as frequent
        model = next(place for place in places if place.form == right)
        for place in places:
            if place.form != right:
                slots = {**model.values, **place.values, "text": place.span.of(document.prose)}
                yield Hit(place.span, (_written(rule, right, slots),), slots)


def _places(rule: Rule, document: Document, forms: Iterable[tuple[int, Pattern]]) -> Iterator[_Place]:
    for number, pattern in forms:
        for match in matches(pattern, document.prose):
            values, span = values_of(match), place_of(match)
            if all(one.holds(values) for one in rule.where) and applies(rule, document, span):
                yield _Place(span, number, values)


def _written(rule: Rule, form: int, slots: Mapping[str, str]) -> str:
    """Return the place in a form: by the first template whose slots are all filled, or the last."""
    _, templates = rule.pattern(form)
    filled = (one for one in templates if all(slots.get(name) for name, _ in template.slots_of(one)))
    return template.fill(next(filled, templates[-1]), slots)
