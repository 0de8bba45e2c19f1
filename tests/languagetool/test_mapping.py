import msgspec
import pytest

from mtcheck.core.engines import Settings
from mtcheck.core.model import Severity
from mtcheck.passes.languagetool import mapping


def test_the_table_loads_and_knows_only_our_categories():
    table = mapping.table()
    assert table.kind("GRAMMAR", "grammar") == ("fluency/grammar", Severity.MINOR)
    assert table.kind("GRAMMAR", "whitespace") is None
    assert table.kind("NEW", "grammar") is None
    with pytest.raises(msgspec.ValidationError, match="no such category: nonsense"):
        msgspec.convert(
            {
                "categories": {"X": {"default": True, "severity": "minor", "types": {"a": "nonsense"}}},
                "safe": {},
                "inside": {},
                "unwanted": {},
            },
            mapping.Table,
        )


def test_every_rule_that_is_off_or_safe_has_a_reason():
    table = mapping.table()
    assert all(len(reason) > 5 for reason in (table.unwanted | table.safe | table.inside).values())


def test_spelling_style_typography_names_and_variety_are_off():
    off = mapping.request_fields(Settings())["disabledCategories"].split(",")
    for name in ("TYPOS", "STYLE", "REDUNDANCY", "TYPOGRAPHY", "PLAIN_ENGLISH", "PROPER_NOUNS", "BRITISH_ENGLISH"):
        assert name in off
    assert "GRAMMAR" not in off


def test_the_users_word_goes_last():
    fields = mapping.request_fields(
        Settings(on=["TYPOS", "COMMA_COMPOUND_SENTENCE", "SOME_RULE"], off=["GRAMMAR", "A_NNS"], language="en-GB")
    )
    assert fields["language"] == "en-GB"
    assert "TYPOS" not in fields["disabledCategories"].split(",")
    assert "GRAMMAR" in fields["disabledCategories"].split(",")
    assert "A_NNS" in fields["disabledRules"].split(",")
    assert "COMMA_COMPOUND_SENTENCE" not in fields["disabledRules"].split(",")
    assert fields["enabledCategories"] == "TYPOS"
    assert fields["enabledRules"] == "COMMA_COMPOUND_SENTENCE,SOME_RULE"
