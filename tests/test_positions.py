"""The index of tokens: what is asked of all places at once finds just what trying every place finds."""

from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.core.places import builtin_rules
from mtcheck.document import Document
from mtcheck.document.positions import EDGE, MARGIN, Joined, Positions, numbers_of
from mtcheck.document.tagged import tagged
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.rulelang import loader
from mtcheck.rulelang.token_matching import TokenPattern
from mtcheck.rulelang.token_outlines import Anchor


@cache
def rules():
    return [rule for rule in loader.load([builtin_rules()]) if not rule.needs_model]


@cache
def all_rules():
    return RulesPass(rules())


@cache
def pieces():
    """Runs of one to five words out of the examples of rules of tokens."""
    texts = [one.bad or one.good for rule in rules() if rule.sequences for one in rule.card.examples]
    words = " ".join(text for text in texts if text).split()
    random = Random(1)
    starts = random.sample(range(len(words) - 5), 2000)
    return [" ".join(words[at : at + random.randint(1, 5)]) for at in starts]


texts = st.lists(st.integers(0, 1999), min_size=1, max_size=40).map(
    lambda some: " ".join(pieces()[one] for one in some)
)


def places(pattern, words):
    return numbers_of(pattern.outline.may_match(words.positions))


def every_place(pattern, words):
    """Return the places of the same anchor without asking for shapes."""
    anchor, _ = pattern.outline.shaped(words.positions)
    if pattern.outline._worded:
        return numbers_of(words.positions.words(anchor.literals))
    return [number for number in range(len(words.starts)) if words.kinds[number][0] != EDGE]


@settings(deadline=None, max_examples=25)
@given(texts)
def test_shapes_hide_no_match(text):
    words = Document.of(text).memo(tagged).words
    for rule in rules():
        for pattern in (pattern for sequence in rule.sequences for pattern in sequence.patterns):
            quick = [[*found] for found in pattern.matches(words)]
            plain = list(_plainly(pattern, words))
            assert [one for one in quick if one] == [one for one in plain if one]
            assert bool(places(pattern, words)) or not any(plain)


def _plainly(pattern, words):
    shaped = Anchor.shaped
    try:
        Anchor.shaped = lambda self, places, positions: places
        yield from [[*found] for found in pattern.matches(words)]
    finally:
        Anchor.shaped = shaped


@settings(deadline=None, max_examples=15)
@given(st.lists(texts, min_size=2, max_size=5))
def test_texts_together_give_what_each_gives_alone(several):
    together = all_rules().check_many([Document.of(text) for text in several])
    assert [one.findings for one in together] == [list(all_rules().check(Document.of(text))) for text in several]
    assert not any(one.troubles for one in together)


@settings(deadline=None, max_examples=10)
@given(st.lists(texts, min_size=1, max_size=4))
def test_a_sequence_begins_in_texts_together_where_it_does_in_each_alone(several):
    words = [Document.of(text).memo(tagged).words for text in several]
    joined = Joined(words)
    for rule in rules():
        for pattern in (pattern for sequence in rule.sequences for pattern in sequence.patterns):
            begins = pattern.outline.begins(joined)
            for number, one in enumerate(words):
                alone = [[*found] for found in pattern.matches(one)]
                told = [[*found] for found in pattern.matches(one, begins[number])] if number in begins else []
                assert [found for found in told if found] == [found for found in alone if found]


def test_sets_of_tokens():
    for size in (5, 3000):  # below and above what is put together bit by bit
        at = {EDGE: [0, size - 1], "word": [1, size - 2]}
        positions = Positions(at, {"NN": [1, size - 2]}, size)
        assert numbers_of(positions.words(frozenset({"word", "other"}))) == [1, size - 2]
        assert numbers_of(positions.tokens) == list(range(1, size - 1))
        assert positions.counted[frozenset({"word"})][1] == 2
        assert positions.by_tag == {"NN": positions.words(frozenset({"word"}))}


def test_joined_texts_know_whose_a_token_is():
    words = [Document.of(text).memo(tagged).words for text in ("The cat sat.", "A dog.", "The cat ran. A cat.")]
    joined = Joined(words)
    cats, dogs = (joined.positions.words(frozenset({word})) for word in ("cat", "dog"))
    assert joined.by_text(cats) == {0: [2], 2: [2, 7]}
    assert joined.by_text(dogs) == {1: [2]}
    assert joined.by_text(0) == {}
    assert [joined.count(cats, text) for text in range(3)] == [1, 0, 2]
    assert MARGIN >= 64


def test_a_pattern_is_tried_at_more_places_without_shapes():
    words = Document.of("The cat sat. The dog ran to the barn.").memo(tagged).words
    patterns = [pattern for rule in rules() for one in rule.sequences for pattern in one.patterns]
    assert sum(len(places(one, words)) for one in patterns) < sum(len(every_place(one, words)) for one in patterns)
    assert isinstance(patterns[0], TokenPattern)
