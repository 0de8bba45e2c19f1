import json
from dataclasses import replace

import jsonschema
import pytest
from click.testing import CliRunner

from mtcheck.cli.main import main
from mtcheck.core.model import Finding, Severity, Span, Term
from mtcheck.core.settings import Config
from mtcheck.core.settle import settle
from mtcheck.document.bilingual.glossary import GlossaryError, read
from mtcheck.document.bilingual.languages import language_of
from mtcheck.document.bilingual.repeats import merged, split
from mtcheck.input.reading import Text
from mtcheck.output.reporters.json_data import SCHEMA
from mtcheck.run.whole import run


def invoke(*words, code):
    result = CliRunner().invoke(main, ["check", "--grammar", "off", "--format", "json", "-q", *map(str, words)])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def rows(report):
    return [
        (one["segment"], one["line"], one["rule"], one["text"], one["source_start"], one["source_end"])
        for one in report["findings"]
        if one["rule"].startswith("bilingual.")
    ]


def test_aligned_files_on_the_command_line(tmp_path):
    (tmp_path / "es.txt").write_text("Hay 37 casas.\n¿Quién paga la cuenta?\n")
    (tmp_path / "en.txt").write_text("There are 35 houses.\nWho pays the bill?\n")
    report = invoke(tmp_path / "en.txt", "--source", tmp_path / "es.txt", "--source-lang", "es", code=1)
    assert rows(report) == [("1", 1, "bilingual.number-changed", "35", 4, 6)]
    jsonschema.validate(report, json.loads(SCHEMA.read_text()))
    again = invoke(tmp_path / "en.txt", "--source", tmp_path / "es.txt", "--source-lang", "es", code=1)
    assert again == report  # now from the cache


def test_another_source_is_another_check(tmp_path):
    (tmp_path / "en.txt").write_text("There are 35 houses.\n")
    for source, count in (("Hay 35 casas.\n", 0), ("Hay 37 casas.\n", 1)):
        (tmp_path / "es.txt").write_text(source)
        report = invoke(tmp_path / "en.txt", "--source", tmp_path / "es.txt", "--source-lang", "es", code=count)
        assert len(rows(report)) == count


def test_unequal_files_exit_with_2(tmp_path):
    (tmp_path / "es.txt").write_text("Uno.\nDos.\n")
    (tmp_path / "en.txt").write_text("One.\n")
    assert invoke(tmp_path / "en.txt", "--source", tmp_path / "es.txt", code=2)["problems"][0]["message"].startswith(
        "has 2 lines"
    )


def test_source_goes_with_one_file(tmp_path):
    result = CliRunner().invoke(main, ["check", "a.txt", "b.txt", "--source", "c.txt"])
    assert result.exit_code == 2
    assert "go with one file" in result.output


def test_source_does_not_go_with_staged_text():
    result = CliRunner().invoke(main, ["check", "a.txt", "--source", "c.txt", "--staged", "-q"])
    assert result.exit_code == 2
    assert "does not go with --source" in result.output


def test_xliff_says_its_language(tmp_path):
    path = tmp_path / "a.xlf"
    path.write_text(
        '<xliff version="1.2"><file source-language="fr" target-language="en">\n<trans-unit id="k"><source>Il vit <g id="1">en '
        'Autriche</g>.</source>\n<target>He lives <g id="1">in Australia</g>.</target></trans-unit></file></xliff>'
    )
    report = invoke(path, code=1)
    assert rows(report) == [("k", 3, "bilingual.country-changed", "Australia", 20, 28)]


def test_a_glossary_on_the_command_line(tmp_path):
    (tmp_path / "g.tsv").write_text("Kreis\tdistrict\tcounty\n")
    (tmp_path / "a.tsv").write_text("source\ttarget\nDer Kreis zahlt.\tThe county pays.\n")
    report = invoke(tmp_path / "a.tsv", "--glossary", tmp_path / "g.tsv", "--source-lang", "de", code=1)
    (one,) = [one for one in report["findings"] if one["rule"] == "bilingual.forbidden-term"]
    assert (one["text"], one["suggestions"], one["safe"]) == ("county", ["district"], False)
    (tmp_path / "g.tsv").write_text("Kreis\tcounty\n")
    assert rows(invoke(tmp_path / "a.tsv", "--glossary", tmp_path / "g.tsv", "--source-lang", "de", code=0)) == []


TBX = """<martif type="TBX"><text><body><termEntry id="1">
<langSet xml:lang="de"><tig><term>Kreis</term></tig></langSet>
<langSet xml:lang="en"><tig><term>district</term></tig><tig><term>county</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry></body></text></martif>"""


@pytest.mark.parametrize(
    ("name", "text", "terms"),
    [
        ("a.tbx", TBX, (Term("Kreis", ("district",), ("county",)),)),
        (
            "a.tsv",
            "source\ttarget\nA|B\tone|two\n# x\n\tgood\tbad\n",
            (Term("A", ("one", "two")), Term("B", ("one", "two")), Term("", ("good",), ("bad",))),
        ),
    ],
)
def test_glossaries(tmp_path, name, text, terms):
    (tmp_path / name).write_text(text)
    assert read([str(tmp_path / name)]).terms == terms


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.tsv", "Kreis\n", "line 1 is not"),
        ("a.tsv", "# nothing\n", "holds no term"),
        ("a.tbx", "<html/>", "not TBX"),
        ("a.tbx", "<martif>", "not XML"),
        ("none.tsv", None, "cannot be read"),
    ],
)
def test_broken_glossaries(tmp_path, name, text, words):
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(GlossaryError, match=words):
        read([str(tmp_path / name)])


TEXTS = [
    Text("a.tsv", "The bridge is closed today.", "plain", "1", 2, "Die Brücke ist heute zu."),
    Text("a.tsv", "Today the bridge stays shut.", "plain", "2", 3, "Die Brücke ist heute zu!"),
    Text("b.tsv", "The bridge is closed today.", "plain", "x", 2, "Alle Züge fallen aus."),
    Text("b.tsv", "The bridge is closed today.", "plain", "y", 3, "Die Brücke ist heute zu."),
]


def across(config):
    report = run(TEXTS, config)
    return [
        (text.segment, placed.finding.rule, placed.line, placed.text, placed.finding.source_span)
        for text in report.texts
        for placed in text.findings
        if placed.finding.rule in {"bilingual.source-two-ways", "bilingual.sources-as-one"}
    ]


def test_texts_of_a_run_are_compared():
    assert across(Config(grammar="off")) == [
        ("2", "bilingual.source-two-ways", 3, "Today the bridge stays shut.", Span(0, 24)),
        ("x", "bilingual.sources-as-one", 2, "The bridge is closed today.", Span(0, 21)),
    ]


@pytest.mark.processes
def test_texts_of_a_run_are_compared_whatever_the_processes():
    assert across(Config(grammar="off", jobs=2)) == across(Config(grammar="off"))


def test_the_comparison_can_be_switched_off():
    assert across(Config(grammar="off", ignore=["bilingual"])) == []


def test_an_accepted_phrase_silences_what_covers_it_alone():
    accept = ["Today the bridge stays shut."]
    assert [rule for _, rule, *_ in across(Config(grammar="off", accept=accept))] == ["bilingual.sources-as-one"]


def test_a_directive_silences_what_shows_only_across_texts():
    silent = "# mtcheck: off bilingual.source-two-ways\n"
    told = replace(TEXTS[1], text=silent + TEXTS[1].text)
    report = run([TEXTS[0], told, *TEXTS[2:]], Config(grammar="off", ignore=["bilingual.line-breaks"]))
    assert [placed.finding.rule for placed in report.texts[1].findings] == []  # nor is the directive called unused
    assert [placed.finding.rule for placed in report.texts[2].findings] == ["bilingual.sources-as-one"]


def test_split_goes_by_the_majority_and_merged_by_the_first():
    two = [("a b c", "x"), ("a b c", "y"), ("A b c.", "y"), ("d", "z"), ("d", "w")]
    assert list(split(two)) == [(0, 1)]
    one = [("uno dos tres", "a b c d"), ("uno dos tres", "a b c d"), ("Nr. 5 uno dos tres", "a b c d"), ("xyz", "k")]
    assert list(merged(one)) == [(2, 0)]


def test_what_is_not_in_the_text_competes_with_nothing_in_it():
    def made(rule, span, there):
        return Finding(span, rule, "rules", "m", Severity.CRITICAL, "locale", source_span=there)

    word = made("a.word", Span(4, 9), Span(0, 3))
    first, second = made("a.lost", Span(9, 9), Span(2, 4)), made("b.lost", Span(9, 9), Span(5, 6))
    twin = made("c.lost", Span(9, 9), Span(3, 5))
    assert settle([word, twin, second, first], (), ("rules",)) == [word, first, second]


@pytest.mark.parametrize(
    ("text", "told", "code"),
    [
        ("Hola", (), None),
        ("Hola", ("es",), "es"),
        ("Hola", ("es-MX", "ru"), "es"),
        ("Привет", ("es", "ru"), "ru"),
        ("Привіт", (), "uk"),
        ("你好", (), "zh"),
        ("会議です", (), "ja"),
        ("会議", ("ja",), "ja"),
        ("Hola", ("es", "fr"), None),
        ("12", ("de",), "de"),
        ("", (), None),
    ],
)
def test_languages(text, told, code):
    assert language_of(text, told) == code


def test_settings_are_shown(tmp_path):
    shown = CliRunner().invoke(main, ["check", "--show-config", "--target-column", "mt", "--glossary", "g.tsv"]).stdout
    assert 'target-column = "mt"' in shown
    assert 'glossary = ["g.tsv"]' in shown
