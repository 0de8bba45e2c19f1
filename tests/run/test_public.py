"""The public interface: three lines from import to findings, and nothing that fails silently."""

import doctest
from pathlib import Path

import pytest

import mtcheck
from mtcheck.core.settings import ConfigError

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
SPLIT = "The talks. with the unions resume on tuesday."


def test_the_names_are_sorted_and_there():
    assert mtcheck.__all__ == sorted(mtcheck.__all__)
    assert [name for name in mtcheck.__all__ if getattr(mtcheck, name) is None] == []
    assert set(mtcheck.__all__) <= set(dir(mtcheck))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        mtcheck.nothing  # noqa: B018  (looking it up is the test)


def test_the_page_shows_what_happens():
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert (failed, tried >= 7) == (0, True)


@pytest.mark.parametrize(
    ("settings", "rules"),
    [
        ({}, ["seams.stray-stop", "names.lc-day-month"]),
        ({"passes": []}, ["seams.stray-stop", "names.lc-day-month"]),
        ({"ignore": ["names"]}, ["seams.stray-stop"]),
        ({"accept": ["talks. with"], "grammar": "off"}, ["names.lc-day-month"]),
    ],
)
def test_settings_are_keyword_arguments(settings, rules):
    assert [one.rule for one in mtcheck.check(SPLIT, **settings) if not one.rule.startswith("harper")] == rules
    with mtcheck.Checker(**settings) as checker:
        assert checker.check(SPLIT) == mtcheck.check(SPLIT, **settings)


@pytest.mark.parametrize(
    ("text", "given", "fixed"),
    [
        (SPLIT, {}, "The talks with the unions resume on Tuesday."),
        (
            "# Talks\n\nThe talks. with **unions** resume.",
            {"text_format": "markdown"},
            "# Talks\n\nThe talks with **unions** resume.",
        ),
        ("", {}, ""),
    ],
)
def test_fix_returns_the_text(text, given, fixed):
    assert mtcheck.fix(text, **given) == fixed


def test_the_source_is_read():
    given = {"source": "El pueblo tiene 12.500 habitantes.", "source_lang": ["es"]}
    found = mtcheck.check("The village has 15,200 inhabitants.", **given)
    assert [one.rule for one in found] == ["bilingual.number-changed"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text_format": "rtf"}, "no text format is called 'rtf'"),
        ({"passes": ["harpar"]}, "no pass is called 'harpar' .did you mean 'harper'"),
        ({"select": ["no.such"]}, "unknown rule 'no.such'"),
        ({"langauge": "en"}, "langauge"),
        ({"language": "xx"}, r"no rules for the language 'xx' \(it has: en\)"),
    ],
)
def test_what_does_not_exist_is_refused(given, said):
    with pytest.raises(ConfigError, match=said):
        mtcheck.check("A text.", **given)


def test_an_engine_that_is_missing_is_no_silence(monkeypatch, tmp_path):
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("LTP_PATH", "LTP_JAR_DIR_PATH"):
        monkeypatch.delenv(name, raising=False)
    with (
        mtcheck.Checker(passes=["languagetool"]) as checker,
        pytest.raises(mtcheck.NotChecked, match="install") as told,
    ):
        checker.check(SPLIT)
    assert [one.rule for one in told.value.findings] == ["seams.stray-stop", "names.lc-day-month"]
    assert len(told.value.problems) == 1
