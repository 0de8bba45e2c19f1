import pytest

from mtcheck.core.report import Look
from mtcheck.output.reporters.terminal import render
from mtcheck.scoring import profile
from mtcheck.scoring.profile import profiled
from tests.scoring.reports import placed, report, text_report

ORIGINS = {
    "articles.el": ("es",),
    "syntax.lo": ("es", "ca"),
    "verbs.hace": ("es", "pt"),
    "subjects.gap": ("es", "pt", "it"),
    "numbers.comma": ("de", "es", "fr", "it", "pt", "ru"),
    "articles.none": ("ru", "uk"),
    "verbs.aspect": ("ru", "uk"),
    "names.order": ("ru",),
    "words.wide": ("ru", "uk", "de", "fr"),
    "quotes.space": ("fr",),
    "verbs.since": ("de", "fr"),
}
WORDS = 200


def of(words=WORDS, **fired):
    text = "word " * words
    rules = [rule.replace("_", ".") for rule, count in fired.items() for _ in range(count)]
    findings = [placed(text, 5 * index, 5 * index + 4, rule=rule) for index, rule in enumerate(rules)]
    return profiled(report(text_report(text, *findings), origins=ORIGINS)).profile


def test_findings_of_spanish_habits_suggest_spanish_with_their_evidence():
    found = of(articles_el=2, syntax_lo=2, verbs_hace=2, subjects_gap=3, numbers_comma=1, seams_stop=4)
    (first, *_) = found.languages
    assert (first.language, first.findings) == ("es", 10)
    assert first.rules[:2] == (("articles.el", 2), ("syntax.lo", 2))
    assert first.share > 1.25 * first.expected
    assert (found.findings, found.pointing, found.rules) == (14, 10, 5)
    assert [(kind.name, kind.findings, kind.per_thousand) for kind in found.kinds] == [
        ("seams", 4, 20.0),
        ("subjects", 3, 15.0),
        ("articles", 2, 10.0),
        ("syntax", 2, 10.0),
        ("verbs", 2, 10.0),
    ]


def test_another_language_is_suggested_by_its_own_habits():
    found = of(articles_none=3, verbs_aspect=3, names_order=2, words_wide=2)
    assert [one.language for one in found.languages] == ["ru", "uk"]


@pytest.mark.parametrize(
    "fired",
    [
        {},
        {"articles_el": 2, "syntax_lo": 2, "verbs_hace": 2, "subjects_gap": 1},  # seven findings
        {"articles_el": 5, "syntax_lo": 4, "verbs_hace": 4},  # three rules
        {"seams_stop": 40},  # nothing points anywhere
        {
            "numbers_comma": 9,
            "words_wide": 1,
            "quotes_space": 1,
            "verbs_since": 1,
            "words": 30_000,
        },  # one in a thousand
        {"numbers_comma": 4, "words_wide": 2, "articles_el": 1, "articles_none": 1},  # no two specific rules
    ],
)
def test_it_is_silent_without_evidence(fired):
    assert of(**fired).languages == ()


def test_one_loud_rule_does_not_decide():
    loud = of(quotes_space=60, articles_none=3, verbs_aspect=3, names_order=2)
    assert next(one.language for one in loud.languages) == "ru"
    assert "fr" not in [one.language for one in loud.languages]


def test_the_text_report_hints_and_does_not_judge():
    text = "word " * WORDS
    rules = ["articles.el", "syntax.lo", "verbs.hace", "subjects.gap"] * 3
    findings = [placed(text, 5 * index, 5 * index + 4, rule=rule) for index, rule in enumerate(rules)]
    shown = render(profiled(report(text_report(text, *findings), origins=ORIGINS)), Look(200)).splitlines()[:-1]
    assert shown[-4:-1] == [
        "Profile: most findings, with those per 1,000 words: articles 3 (15.0), subjects 3 (15.0), syntax 3 (15.0), verbs 3 (15.0)",
        "Text language: a hint, no verdict: Spanish; 12 of 12 findings point to a language",
        "  es: 58% of the evidence (chance: 23%), 12 findings, as articles.el × 3, syntax.lo × 3, verbs.hace × 3, subjects.gap × 3",
    ]


def test_shares_make_a_whole():
    shares = profile._shares(dict.fromkeys(ORIGINS, 1.0), ORIGINS)
    assert sum(shares.values()) == pytest.approx(1)
