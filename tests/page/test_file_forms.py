"""Files of many texts read again for the page: where each target stands in the decoded file."""

import json

import pytest

from mtcheck.core.report import Report, TextReport
from mtcheck.core.settings import Config
from mtcheck.input.file_forms import with_forms
from tests.page.reports import checked

FILES = {
    "a.jsonl": '\ufeff{"id": "1", "target": "He came on tuesday.", "x": {"y": 1}}\n\n{"target":"caf\\u00e9 to to 😀"}\n',
    "a.csv": 'id,source,target\n1,x,"He came on tuesday, to to"\n2,x,Plain\n',
    "a.tsv": "id\tsource\ttarget\n1\tx\tHe came on tuesday\n",
    "a.po": 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "x"\nmsgstr ""\n"He came "\n"on tuesday"\n',
    "a.xlf": '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="es" target-language="en" datatype="plaintext" original="a"><body>'
    '<trans-unit id="u"><source>x</source><target>On <g id="1">tuesday</g> &amp; so</target></trans-unit></body></file></xliff>',
}
RAW = {
    "a.jsonl": ['"He came on tuesday."', '"caf\\u00e9 to to 😀"'],
    "a.csv": ['"He came on tuesday, to to"', "Plain"],
    "a.tsv": ["He came on tuesday"],
    "a.po": ['""\n"He came "\n"on tuesday"'],
    "a.xlf": ['On <g id="1">tuesday</g> &amp; so'],
}


@pytest.mark.parametrize("name", FILES)
def test_each_target_is_where_the_form_says(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(FILES[name].encode())
    form = checked([path]).forms[str(path)]
    assert form.text == FILES[name]
    assert [place.of(form.text) for place in form.places] == RAW[name]


def test_a_file_that_has_changed_since_has_no_form(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"target": "other"}), encoding="utf-8")
    report = Report((TextReport(str(path), "1", "He came.", 2, (), line=1),), (), "sig")
    assert with_forms(report, Config()).forms == {}


def test_a_single_text_needs_no_form(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("He came on tuesday.", encoding="utf-8")
    assert checked([path]).forms == {}
