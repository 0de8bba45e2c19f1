"""Rules of tokens: what each key of a step, a sequence and an exception does, and what is refused."""

import textwrap
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.errors import TooSlow
from mtcheck.document import Document
from mtcheck.document.tagged import tagged
from mtcheck.english.features import case, features, known, number, person
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.rulelang import loader
from mtcheck.rulelang.errors import RuleError
from mtcheck.rulelang.schema import TokenStep
from mtcheck.rulelang.token_steps import StepCompiler

HEAD = """\
message: "“{text}” → “{fix}”"
why: A rule for a test.
severity: minor
category: fluency/grammar
examples:
  - {bad: x}
  - {good: y}
"""

PAIR = "tokens: [{tag: NN.*, name: a}, {tag: NN, name: b}]\n"

WITHOUT_LISTS = StepCompiler(lambda _: frozenset(), {})


@pytest.fixture
def load(tmp_path):
    def one(body):
        path = tmp_path / "pack" / "rule.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEAD + textwrap.dedent(body), encoding="utf-8")
        return loader.load_rule(path)

    return one


def found(rule, text, format_="plain"):
    document = Document.of(text, format_)
    return [(one.span.of(document.prose), *one.fixes) for one in RulesPass([rule]).check(document)]


@pytest.mark.parametrize(
    ("tokens", "text", "expected"),
    [
        ("[{word: cat|Dog}]", "A Cat, a dog, a Dog.", ["Cat", "Dog"]),
        ("[{word: [., '?', (]}]", "One. Two (three)?", [".", "(", "?"]),
        ("[{word: c.t}]", "A cat cot cut coat.", ["cat", "cot", "cut"]),
        ("[{word: '{weekdays}'}]", "On Monday and monday.", ["Monday"]),
        ("[{lemma: go, no_word: went}]", "He went and she goes and they go.", ["goes", "go"]),
        ("[{tag: PRP$|VB.*}]", "She painted her house.", ["painted", "her"]),
        ("[{word: the, case: capital}]", "The cat saw the dog.", ["The"]),
        ("[{word: the, case: lower}]", "The cat saw the dog.", ["the"]),
        ("[{is: weekday}]", "On Monday the cat slept.", ["Monday"]),
        ("[{is: only-noun, not: [person, weekday]}]", "The teacher saw inflation.", ["inflation"]),
        ("[{any: [{word: cat}, {tag: VBD}], no_word: saw}]", "The cat saw and slept.", ["cat", "slept"]),
        ("[{word: the, mark: false}, {}]", "See the cat run.", ["cat"]),
        ("[{word: very, repeat: '{2,3}'}]", "very big, very very big", ["very very"]),
        ("[{word: a, optional: true}, {word: cat}]", "A cat, my cat", ["A cat", "cat"]),
        ("[{word: if, mark: false}, {gap: 3}, {word: then}]", "if it is then, if it is, then", ["it is then"]),
        ("[{at: start}, {word: cat}]", "Cat. A cat. Cat.", ["Cat", "Cat"]),
        ("[{opening: true}, {word: cat}]", "“Cat,” he said. (Cat.) A cat.", ["Cat", "Cat"]),
        ("[{word: cat}, {at: end}]", "A cat.\n\nA cat", ["cat"]),
        ("[{word: cat}, {word: ., mark: false}, {at: end}, {word: it, mark: false}]", "A cat. It ran. A cat. No.", ["cat"]),
        ("[{any: [[{word: a, mark: false}, {word: cat}], [{word: dog}]]}]", "a cat, the cat, the dog", ["cat", "dog"]),
        ("[{word: cat, mark: true}, {word: sat}]", "cat sat", ["cat"]),
        ("[{word: don't}]", "don’t", []),
        ("[{word: n't}]", "They don’t.", ["n’t"]),
    ],
)  # fmt: skip
def test_steps(load, tokens, text, expected):
    assert sorted(one[0] for one in found(load(f"tokens: {tokens}"), text)) == sorted(expected)


@pytest.mark.parametrize(
    ("body", "text", "expected"),
    [
        (
            "tokens: [{word: cat}]\nunless: [{before: [{word: my}]}, {after: [{word: food}]}]",
            "My cat has cat food, a cat.",
            [("cat",)],
        ),
        (
            "tokens: [{word: cat}]\nunless: [{before: [{word: my}], after: [{word: food}]}]",
            "my cat, my cat food",
            [("cat",)],
        ),
        (
            "tokens: [{word: cat}]\nunless: [{before: [{word: the}, {repeat: '{0,2}'}]}]",
            "the big cat. the very big old cat",
            [("cat",)],
        ),
        ("tokens: [{word: cat}]\nunless: [fat cat, {after: [{word: '{food}'}]}]\nsets: {food: fish milk}", "fat cat, cat milk, cat", [("cat",)]),
        (
            "tokens: [{word: an?, optional: true, name: det}, {word: tool, name: n}, {word: electric|useful, name: a}]\nfixes: ['{det:a} {a} {n}']",
            "a tool electric, tool useful, An tool useful",
            [("a tool electric", "an electric tool"), ("tool useful", "useful tool"), ("An tool useful", "A useful tool")],
        ),
        (
            "sequences:\n- {tokens: [{word: cat}], fixes: [dog]}\n- {tokens: [{word: cow}]}\nfixes: [ox]",
            "cow and cat",
            [("cat", "dog"), ("cow", "ox")],
        ),
        ("sequences:\n- {tokens: [{word: cat}]}\n- {tokens: [{word: c.*}]}", "cat", [("cat",)]),
        (
            "tokens: [{word: of, mark: false}, {tag: NN, name: n}, {tag: NNS, name: n}]\nfixes: ['{n:upper}']",
            "Rules of tennis clubs.",
            [("tennis clubs", "TENNIS CLUBS")],
        ),
        (
            "tokens: [{name: x}, {word: of}, {name: y}]\nwhere: {'{y} {x:lemma}|{y} {x}': pairs}\nsets: {pairs: x}",
            "station of police",
            [],
        ),
        (
            "tokens: [{name: x}, {word: of}, {name: y}]\nwhere: {'{y} {x}': compounds}\nfixes: ['{y} {x}']",
            "The home of nursing is a house of stone.",
            [("home of nursing", "nursing home")],
        ),
        ("tokens: [{tag: PRP, name: p}]\nagree: [p.case == object]\nfixes: ['{p:subject}']", "She saw him.", [("him", "he")]),
        ("tokens: [{tag: PRP, name: p}]\nagree: [p.number == plural, p.person == third]", "We saw them.", [("them",)]),
        ("tokens: [{word: what, name: a}, {word: is, name: b}]\nagree: [a.number != b.number]", "what is", []),
        (PAIR + "counted: ['{b} {a}']", "A meeting board, a board meeting.", [("meeting board",)]),
        (PAIR + "counted: ['!{a} {b}']", "A meeting board, a board meeting.", [("meeting board",)]),
        (PAIR + "counted: ['{a} {b} > 5 x {b} {a}']", "A police department, a coffee machine.", [("police department",)]),
        (PAIR + "counted: ['on {a} > 1 x in {a}']", "A Monday bus, a house bus.", [("Monday bus",)]),
        (PAIR + "counted: ['{a:lemma} {b}', '!{a} {b}']", "A car park, a cars park.", [("cars park",)]),
        ("tokens: [{word: was|is, name: v}]\nfixes: ['{v:plural}']", "It was.", [("was", "were")]),
        ("tokens: [{word: '.*ly', is: from-adjective, name: a}]\nfixes: ['{a:adjective}']", "an enormously gain", [("enormously", "enormous")]),
        ("tokens: [{word: cat}]\nblocks: [heading]", "A cat\n\nThe cat sat.", [("cat",)]),
        (
            "phrases: {pets: [[{word: cat}], [{word: big}, {phrase: dogs}]], dogs: [[{word: dog}], [{word: hound}]]}\n"
            "tokens: [{word: my}, {phrase: pets, optional: true, mark: false, name: pet}, {word: sat, mark: false}]\nfixes: ['{pet}']",
            "My cat sat, my big hound sat, my sat, my dog sat",
            [("My", "Cat"), ("my", "big hound"), ("my", "")],
        ),
        ("tokens: [{word: cat}]\nquote: inside", "A cat “cat” sat.", [("cat",)]),
    ],
)  # fmt: skip
def test_sequences(load, body, text, expected):
    assert sorted(found(load(body), text)) == sorted(expected)


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("tokens:\n- {wrod: cat}", 9, "unknown field"),
        ("tokens:\n- {word: '(cat'}", 8, "not a pattern"),
        ("tokens:\n- {word: '{no-such-list}'}", 8, "no such list: no-such-list"),
        ("tokens:\n- {is: furry}", 8, "unknown feature 'furry'"),
        ("tokens:\n- {word: cat, optional: true}", 8, "a step that must be there"),
        ("tokens:\n- {word: cat, mark: false}", 8, "marked steps"),
        ("tokens:\n- {word: a}\n- {word: b, mark: false}\n- {word: c}", 8, "marked steps"),
        ("tokens:\n- {word: no}", 9, "got `bool`"),
        ("tokens:\n- {at: start, word: cat}\n- {word: cat}", 8, "says nothing of a word"),
        ("tokens:\n- {phrase: pets}", 8, "unknown phrase 'pets'"),
        ("phrases: {a: [[{phrase: a}]]}\ntokens:\n- {phrase: a}", 9, "without end"),
        ("tokens:\n- {any: [{word: a}, [{word: b}]]}", 8, "all conditions or all sequences"),
        ("tokens:\n- {word: a, repeat: '{3,2}'}", 8, "no number of times"),
        ("tokens:\n- {word: a, name: n}\nagree: [n.gender == he]", 8, "not of the form"),
        ("tokens:\n- {word: a, name: n}\nagree: [n.number == m.number]", 10, "unknown name 'm'"),
        ("tokens:\n- {word: a, name: n}\ncounted: ['{n}']", 8, "not of the form"),
        ("tokens:\n- {word: a, name: n}\ncounted: ['!{n} of > 3 x {n} in']", 8, "not of the form"),
        ("tokens:\n- {word: a, name: n}\ncounted: ['{n} {m}']", 10, "unknown slot {m}"),
        ("find: one\ncounted: ['one two']", 9, "only a rule of tokens"),
        ("tokens:\n- {word: a}\nfixes: ['{n}']", 10, "unknown slot {n}"),
        ("tokens:\n- {word: a}\nwhere: {'{n} x': months}", 10, "unknown slot {n}"),
        ("sequences:\n- tokens: [{word: a}]\n- tokens: [{word: '(b'}]", 10, "not a pattern"),
        ("sequences:\n- tokens: [{word: a}]\n- tokens: [{word: b}]\n  fixes: ['{c}']", 11, "unknown slot {c}"),
        ("tokens: [{word: a}]\nunless: [{}]", 8, "says what stands before or after"),
        ("words: [a]\nunless: [{before: [{word: a}]}]", 9, "only a rule of tokens"),
    ],
)
def test_broken_sequences_are_errors_with_their_line(load, body, line, words):
    with pytest.raises(RuleError) as caught:
        load(body)
    assert words in str(caught.value)
    assert caught.value.line == line


def test_a_sequence_that_runs_away_is_stopped(monkeypatch):
    monkeypatch.setattr("mtcheck.rulelang.token_matching.SECONDS", 0.05)
    steps = [TokenStep(word="a", repeat="{0,60}") for _ in range(8)]
    (pattern,) = WITHOUT_LISTS.patterns([*steps, TokenStep(word="b")])
    words = Document.of("a " * 300 + "b").memo(tagged).words
    with pytest.raises(TooSlow):
        list(chain.from_iterable(pattern.matches(words)))


TEXT = st.lists(st.sampled_from(["a", "A", "cat", "the", ".", "“", "”", ",", "’s", "é", "\n\n", "x-y"]), max_size=30)


@given(TEXT)
def test_matches_lie_where_the_words_are(parts):
    document = Document.of(" ".join(parts))
    (pattern,) = WITHOUT_LISTS.patterns(
        [TokenStep(opening=True), TokenStep(word="a|the", name="det"), TokenStep(gap=4), TokenStep(word="cat")]
    )
    words = document.memo(tagged).words
    for place in pattern.matches(words):
        for match in place:
            low, high = match.marked
            text = words.span(low, high - 1).of(document.prose)
            assert text.lower().startswith(("a", "the"))
            assert text.endswith("cat")
            assert "," not in text
            assert words.span(low, low) == words.span(
                *(number - offset for offset, number in enumerate(match.named["det"]))
            )


@given(st.text(max_size=12), st.sampled_from(["NN", "NNS", "PRP", "VBZ", "RB", "IN"]))
def test_features_are_known_ones(word, tag):
    assert features(word, word.lower(), tag) <= known()


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("these", "DT", ("plural", "", "")),
        ("him", "PRP", ("singular", "object", "third")),
        ("her", "PRP$", ("singular", "possessive", "third")),
        ("We", "PRP", ("plural", "subject", "first")),
        ("you", "PRP", ("", "", "second")),
        ("walks", "VBZ", ("singular", "", "third")),
        ("quickly", "RB", ("", "", "")),
    ],
)
def test_number_case_and_person(word, tag, expected):
    assert (number(word, tag), case(word, tag), person(word, tag)) == expected
