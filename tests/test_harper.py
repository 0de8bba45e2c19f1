"""Tests of the embedded grammar checker: what it reports, where, and what it keeps to itself."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.core.choice import Choice
from mtcheck.core.limits import Limits
from mtcheck.core.model import CATEGORIES, Finding, Severity, Span
from mtcheck.core.settings import Config
from mtcheck.document import Document
from mtcheck.passes import Unavailable, Unfinished
from mtcheck.passes.harper import engine as adapter
from mtcheck.passes.harper.engine import HarperPass
from mtcheck.passes.harper.shown import LONGEST, Shown
from mtcheck.passes.harper.spelling import distance
from mtcheck.passes.harper.table import table

harper = pytest.importorskip("harper")

SPELLING = "harper.SpellCheck"
"""Off unless selected; the rows below look at its guards too."""
SEED = Path(__file__).parents[2] / "shared" / "seed"


UNASKED = ("harper.OrthographicConsistency", "harper.PronounVerbAgreement")
"""Rules that are off by default and guarded all the same."""


def check(text: str, format_: str = "plain", **keys: object) -> list[Finding]:
    keys["select"] = [*keys.get("select", []), SPELLING, *UNASKED]
    return list(HarperPass(Choice.of(Config(**keys))).check(Document.of(text, format_)))


def seen(text: str, **keys: object) -> list[tuple[str, str, str | None]]:
    """Return rule, flagged text and first fix of each finding, in order."""
    found = sorted(check(text, **keys), key=lambda finding: finding.span)
    prose = Document.of(text).prose
    return [(f.rule.removeprefix("harper."), f.span.of(prose), f.fixes[0] if f.fixes else None) for f in found]


FLAGGED = [
    ("The talks were in in Geneva.", [("RepeatedWords", "in in", "in")]),
    ("He love music.", [("PronounVerbAgreement", "love", "loves")]),
    ("They came , and went.", [("CommaFixes", " ", "")]),
    ("the ministers left the room and went home.", [("SentenceCapitalization", "the", "The")]),
    ("He was born in july of that year.", [("Months", "july", "July")]),
    ("Prices are higher then last year.", [("ThenThan", "then", "than")]),
    ("The scottish minister spoke.", [("OrthographicConsistency", "scottish", "Scottish")]),
    ("He was suppose to come.", [("SupposedTo", "suppose to", "supposed to")]),
    ("The storm caused a blackout, and the the roads closed.", [("RepeatedWords", "the the", "the")]),
    ("The goverment resigned.", [("SpellCheck", "goverment", "government")]),
    ("Many peopel came.", [("SpellCheck", "peopel", "people")]),
    ("Questions about teh law remain.", [("The", "teh", "the")]),
]


@pytest.mark.parametrize(("text", "expected"), FLAGGED)
def test_finds_and_corrects(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert seen(text) == expected


QUIET = [
    "Khataib Hezbollah and Mustafa al-Kadhimi met in Erbil.",  # names
    "He ordered the superprofits tax, the reorganisation and the colour coding.",  # derivations, British spelling
    "The backbencher met the labelers, unagitated as ever.",
    "The word “goverment” is misspelt here.",  # quoted
    "See goverment.org, #goverment and /usr/share/goverment for more.",  # protected
    "The café had a naïve maître d'hôtel.",
    "Goverment is what he wrote; a goverment it was.",  # a capital form elsewhere
    "One goverment, two goverment, three goverment.",  # a term
    "He said sarvam shivam in reply.",  # a phrase of unknown words
    "The anti-Kadhimi vis-à-vis crept in.",
    "An FIR was lodged, an historic event, a UN report and a F-16.",
    "They had had enough; it is very very good that that man came.",
    "He beat her, and she put it down. I demand she come.",
    "Zsa Zsa came from Pago Pago.",
    "The latex, the electron and the windows broke.",
    "I show you images; you guys asked why.",
    "the first item of a list",  # no sentence
    "The talks ended. the ministers left.",  # the stop may be the fault
    "He lives in Washington, D.C. but works elsewhere.",
    "We waited ... and waited - in vain.",
    "Due to landslides, contracts went to perceived insiders.",
    "The blue jacket, the cell phone and the microclimate matter.",
    "In May promising talks began, some 200 homes burned.",
    "It is ok, isn't it? I don't know, 2 of 5 said -- well.",
]


@pytest.mark.parametrize("text", QUIET)
def test_keeps_quiet(text: str) -> None:
    assert seen(text) == []


def test_emphasis_marks_a_foreign_word() -> None:
    assert [f.rule for f in check("The goverment fell.", "markdown")] == ["harper.SpellCheck"]
    assert check("The *goverment* fell.", "markdown") == []
    assert check("<p>The <i>goverment</i> fell.</p>", "html") == []


def test_finding_in_full() -> None:
    (finding,) = check("Word 😀 after cafe\u0301: an car came.", select=["harper.AnA"])
    assert finding == Finding(
        span=Span(20, 22),
        rule="harper.AnA",
        found_by="harper",
        message="Before this word the article is “a”, not “an”.",
        severity=Severity.MINOR,
        category="fluency/grammar",
        fixes=("a",),
        safe=True,
        confidence=0.8,
    )


def test_blocks_are_read_apart() -> None:
    assert seen("The ministers left the room\n\nThe room was empty,\n\nempty of all.") == []


def test_messages_are_sentences_without_backticks() -> None:
    for text, _ in FLAGGED:
        for finding in check(text, preview=True):
            assert "`" not in finding.message
            assert finding.message.endswith((".", "!", "?"))


_INKS = st.sampled_from(
    [
        "an car",
        "a apple",
        "teh",
        "is is",
        "goverment",
        "he go",
        "😀",
        "👩‍👩‍👧",
        "e\u0301",
        "ｗide",
        "\u0000",
        "\u200d",
        "İ",
        "  ",
        "\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_INKS, st.text(max_size=6)), max_size=8).map(" ".join))
def test_spans_are_code_points(text: str) -> None:
    document = Document.of(text)
    linter = adapter._linter(HarperPass()._rules)
    flagged = {
        (block.span.start + lint.span.start, lint.problem_text)
        for block in document.blocks
        for lint in linter.lint(block.span.of(document.prose), language="plaintext", dedup=False)
    }
    for finding in HarperPass().check(document):
        assert (finding.span.start, finding.span.of(document.prose)) in flagged
        assert finding.span.of(document.prose) not in finding.fixes


def test_table_names_every_rule_of_the_installed_version_once() -> None:
    linter = harper.Linter()
    silent = [rule for group in table().silent for rule in group.rules]
    assert set(linter.get_default_lint_config()) == set(linter.get_lint_descriptions()) == set(table().rules())
    assert len(silent) == len(set(silent))
    assert not table().reported & set(silent)
    assert set(_grouped(linter.get_structured_lint_config())) <= set(table().rules())
    assert set(table().details) <= set(table().rules())


def _grouped(node: object) -> list[str]:
    """Return the rules of Harper's own settings tree."""
    if isinstance(node, list):
        return [name for part in node for name in _grouped(part)]
    if not isinstance(node, dict):
        return []
    if "Bool" in node:
        return [node["Bool"]["name"]]
    if "OneOfMany" in node:
        return list(node["OneOfMany"]["names"])
    return [name for part in node.values() for name in _grouped(part)]


def test_table_names_every_kind_of_the_installed_version() -> None:
    lint = json.loads(harper.Linter().lint("He is an man.", language="plaintext")[0].to_json())
    lint["inner"]["lint_kind"] = "?"
    with pytest.raises(ValueError, match="unknown variant") as error:
        harper.Lint.from_json(json.dumps(lint))
    known = set(str(error.value).split("expected one of ")[1].split("`")[1::2])
    assert known == set(table().kinds)
    assert {kind.category for kind in table().kinds.values()} <= set(CATEGORIES)


def test_ids_are_those_of_the_table() -> None:
    ids = HarperPass().rule_ids()
    assert "harper.SpellCheck" in ids
    assert len(ids) == len(set(ids)) == len(table().rules())


def test_version_names_package_and_engine() -> None:
    name, _, versions = HarperPass().version.partition(" ")
    package, engine = versions.split("/")
    assert name == "harper"
    assert all(part[0].isdigit() for part in (package, engine))


def test_spelling_is_off_unless_selected() -> None:
    assert list(HarperPass().check(Document.of("The goverment fell."))) == []


def test_rules_are_switched_by_id() -> None:
    assert seen("It was very good.", select=["harper.Excellent"]) == [("Excellent", "very good", "excellent")]
    assert seen("They bought an car, and the goverment fell.", ignore=["harper.AnA"]) == [
        ("SpellCheck", "goverment", "government")
    ]
    assert seen("They bought an car.", ignore=["harper"]) == []
    assert seen("They bought an car.", ignore=["harper"], select=["harper.AnA"]) == [("AnA", "an", "a")]


def test_a_kind_that_the_table_lacks_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {name: kind for name, kind in table().kinds.items() if name != "Agreement"}
    lesser = type(table())(kinds, table().details, table().lists, table().silent, table().reported, table().needs)
    monkeypatch.setattr(adapter, "table", lambda: lesser)
    text = "He love an car."
    findings = HarperPass(Choice.of(Config(select=["harper.AnA", *UNASKED]))).check(Document.of(text))
    assert next(findings).rule == "harper.AnA"
    with pytest.raises(Unfinished, match=r"Agreement \(PronounVerbAgreement\)"):
        next(findings)


def test_without_harper_the_pass_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    adapter._linter.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "harper", None)
    with pytest.raises(Unavailable, match="install harper-py"):
        check("Some text.")


def test_nothing_starts_before_the_first_text() -> None:
    adapter._linter.cache_clear()
    with HarperPass() as one:
        assert one.rule_ids()
        assert adapter._linter.cache_info().currsize == 0
        assert list(one.check(Document.of(""))) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("", "", 0), ("a", "", 1), ("teh", "the", 1), ("peopel", "people", 1), ("kitten", "sitting", 3), ("ab", "ab", 0)],
)
def test_distance(one: str, other: str, expected: int) -> None:
    assert distance(one, other) == distance(other, one) == expected


@pytest.mark.skipif(not SEED.is_dir(), reason="the example article lies beside the checkout, in ../shared")
def test_good_text_of_the_example_article_is_left_alone() -> None:
    article = (SEED / "article.txt").read_text(encoding="utf-8")
    document = Document.of(article)
    flagged = [document.to_text(finding.span) for finding in HarperPass().check(document)]
    entries = json.loads((SEED / "not_errors.json").read_text(encoding="utf-8"))
    for entry in entries:
        assert not any(span.overlaps(Span(entry["start"], entry["end"])) for span in flagged), entry


RUNS = ["a", "ab", "é", "ав", "a'", "a1", "x-", "aGVsbG8w", "👍"]


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("size", [151, 3000, 60_000])
def test_no_long_run_reaches_the_engine(run, size):
    text = f"We recieve it. {(run * size)[:size]} They recieve it."
    document = Document.of(text)
    shown = [piece.text for piece in Shown(document).pieces()]
    assert max(len(word) for piece in shown for word in piece.split() if set(word) != {"0"}) <= LONGEST
    assert "".join(shown).replace("0", "") == text.replace((run * size)[:size], "").replace("0", "")


def test_what_was_held_back_is_said_and_the_rest_is_checked():
    text = f"We recieve it. {'ab' * 200} They recieve it."
    ((found, troubles),) = HarperPass(Choice(select=(SPELLING,))).check_many([Document.of(text)])
    assert [one.span.of(text) for one in found if one.rule == "harper.SpellCheck"] == ["recieve", "recieve"]
    assert troubles == ["did not look at 1 run of more than 150 letters or signs without a space"]


@pytest.mark.parametrize("run", ["中文" * 100, "https://example.org/" + "a" * 200, "—" * 300])
def test_what_holds_no_english_is_held_back_in_silence(run):
    assert HarperPass().check_many([Document.of(f"It is here. {run} It is there.")])[0].troubles == []


def test_pieces_of_a_long_block_are_whole_sentences_in_place():
    text = "The council voted again on Monday. " * 400
    document = Document.of(text)
    pieces = list(Shown(document).pieces())
    assert len(pieces) > 5
    assert all(piece.text == piece.span.of(document.prose) for piece in pieces)
    assert all(piece.text.strip().endswith(".") and piece.text.strip().startswith("The") for piece in pieces)


def test_it_stops_when_its_time_is_over_and_says_where():
    document = Document.of("The council voted again on Monday.\n\n" * 500)
    document.limits = Limits(seconds=1e-9, seconds_per_1000=0)
    ((_, troubles),) = HarperPass().check_many([document])
    assert "stopped for taking too long" in troubles[0]
