import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.checks import named
from mtcheck.core.model import Glossary, Span, Term
from mtcheck.document import Document
from tests.bilingual.pairs import RULES, found, pair
from tests.conftest import awkward_texts

with Path(__file__).with_name("clean.tsv").open(encoding="utf-8") as stream:
    CLEAN = [
        (row["lang"], row["source"], row["target"])
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


@pytest.mark.parametrize(("language", "source", "target"), CLEAN)
def test_good_translations_are_clean(language, source, target):
    assert found(pair(source, target, language)) == []


@pytest.mark.parametrize(("language", "source", "target"), CLEAN)
def test_good_translations_are_clean_when_nobody_says_the_language(language, source, target):
    assert found(pair(source, target)) == []


FAULTS = [
    ("es", "Llegaron 37 barcos y 250 hombres.", "35 ships and 250 men arrived.", [("number-changed", "35", "37")]),
    ("es", "Costó 1,5 millones en 2019.", "It cost 1.5 billion in 2019.", [("number-changed", "1.5 billion", "1,5 millones")]),
    ("es", "Costó 12.500 euros.", "It cost 12.500 euros.", [("number-changed", "12.500", "12.500")]),
    ("fr", "En 1998, il avait 17 ans.", "In 1998 he was young.", [("number-missing", "", "17")]),
    ("zh", "他们花了2.4亿元。", "They spent 2.4 billion yuan.", [("number-changed", "2.4 billion", "2.4亿")]),
    ("ru", "Погибли 14 человек.", "Forty people died.", [("number-missing", "", "14")]),
    ("de", "Er kam im Juli, am Montag.", "He came on a Monday in June.", [("day-changed", "June", "Juli")]),
    ("de", "Das Buch von Gerhard Müller.", "The book by Gerhard Miller.", [("name-changed", "Miller", "Müller")]),
    ("es", "Habló Carmen Ibáñez.", "A woman spoke.", [("name-missing", "", "Carmen Ibáñez")]),
    ("fr", "Il vit en Autriche.", "He lives in Australia.", [("country-changed", "Australia", "Autriche")]),
    ("es", "Abra {archivo} en https://a.org/b.", "Open {file} at https://a.org/c.",
     [("placeholder-changed", "{file}", "{archivo}"), ("link-changed", "https://a.org/c", "https://a.org/b")]),
    ("ru", "Удалить %s из %d?", "Delete %d?", [("placeholder-changed", "", "%s")]),
    ("es", "Pulse <b>aquí</b>.", "Press <b>here.", [("tags", "", "</b>")]),
    ("fr", "Qui a payé la facture ?", "The bill was paid.", [("end-mark", ".", "?")]),
    ("de", "Er hat den Brief nicht geschrieben.", "He wrote the letter.", [("negation-lost", "", "nicht")]),
    ("zh", "他签了字。", "He did not sign.", [("negation-added", "not", None)]),
    ("es", "Quiere bajar los impuestos de la casa.", "He wants to bajar los impuestos de la casa.", [("copied", "bajar los impuestos de la casa", "bajar los impuestos de la casa")]),
    ("ru", "Открыли новую площадь.", "The new площадь was opened.", [("source-script", "площадь", "площадь")]),
    ("es", "Actualmente hay tres.", "Actually there are three.", [("false-friend", "Actually", "Actualmente")]),
    ("es", "Guardar", "", [("no-translation", "", "Guardar")]),
    ("es", "El A320 aterrizó.", "The A330 landed.", [("code-changed", "A330", "A320")]),
    ("cs", "Stojí to 200 Kč.", "It costs €200.", [("currency-changed", "€", "Kč")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "source", "target", "expected"), FAULTS, ids=lambda one: one if isinstance(one, str) else ""
)
def test_faults_are_placed_on_both_sides(language, source, target, expected):
    assert sorted(found(pair(source, target, language))) == sorted(expected)


def test_several_losses_are_all_reported():
    assert found(pair("Von 340 Gästen kamen 77 zu Fuß.", "Some guests came on foot.", "de")) == [
        ("number-missing", "", "340"),
        ("number-missing", "", "77"),
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ('Pulse <g id="1">aquí</g>', 'Press <g id="2">here</g>', [("tags", "", "")]),
        ("A<x id='1'/>B", "A<x id='1'/>B", []),
        ("Tiene 12&#160;500 casas &amp; 3 torres", "It has 12,500 houses &amp; three towers", []),
        (
            "Hay 37 casas <ph>&lt;9&gt;</ph>",
            "There are <hi>35</hi> houses <ph>&lt;9&gt;</ph>",
            [("number-changed", "35", "37"), ("tags", "", "")],
        ),
    ],
)
def test_markup_of_xliff(source, target, expected):
    mine = [one for one in found(pair(source, target, "es", format_="xml")) if one[0] != "tags"]
    tags = [one for one in found(pair(source, target, "es", format_="xml")) if one[0] == "tags"]
    assert mine == [one for one in expected if one[0] != "tags"]
    assert bool(tags) == any(one[0] == "tags" for one in expected)


TERMS = Glossary(
    (Term("Kreis", ("district",), ("county", "circle")), Term("Kreis der Freunde", ("circle of friends",)))
)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Der Kreis zahlt.", "The counties pay.", [("forbidden-term", "counties", "Kreis")]),
        ("Der Kreis zahlt.", "The Districts' money.", []),
        ("Der Kreis zahlt.", "They pay.", [("term", "", "Kreis")]),
        ("Die Kreise zahlen.", "They pay.", [("term", "", "Kreise")]),
        ("Der Kreis der Freunde kam.", "The circle of friends came.", []),
        ("Niemand zahlt.", "The county does not pay.", []),
    ],
)
def test_terms(source, target, expected):
    assert found(pair(source, target, "de", glossary=TERMS)) == expected


def test_nothing_is_said_without_a_source():
    text = "They sold 35 books {x} in June. площадь not https://a.org"
    document = Document.of(text)
    assert [name for rule in RULES for name in named(rule.card.check).hits(document, rule.card.kind)] == []


pairs_of_texts = st.tuples(
    awkward_texts,
    awkward_texts,
    st.sampled_from(["es", "de", "ru", "zh", "xx"]),
    st.sampled_from(["plain", "xml", "html"]),
)


@given(pairs_of_texts)
def test_spans_lie_in_their_texts(texts):
    source, target, language, format_ = texts
    document = pair(source, target, language, format_=format_)
    for rule in RULES:
        for hit in named(rule.card.check).hits(document, rule.card.kind):
            assert hit.span.end <= len(document.prose)
            assert document.to_text(hit.span).end <= len(target)
            if hit.source_span is not None:
                assert hit.source_span.end <= len(document.beside.source.prose)


@given(awkward_texts, st.sampled_from(["plain", "xml", "html", "markdown"]), st.data())
def test_a_place_in_the_text_comes_back(text, format_, data):
    document = Document.of(text, format_)
    for piece in document.pieces:
        if piece.prose_size == piece.text_size > 0:
            low = data.draw(st.integers(0, piece.prose_size - 1))
            span = Span(piece.prose + low, piece.prose + piece.prose_size)
            assert document.from_text(document.to_text(span)) == span


PUMPS = [
    "1 " * 5_000,
    "1," * 10_000,
    "%" * 40_000,
    "{" * 40_000,
    "<a" * 20_000,
    "Anna Bell " * 4_000,
    "Anna Bellmann, " * 330 + "17 25 " * 20,
    "не " * 13_000,
    "三" * 40_000,
    "a b c d " * 5_000,
    "(" * 40_000,
]


@pytest.mark.parametrize("pump", PUMPS, ids=lambda pump: repr(pump[:8]))
def test_no_check_hangs(pump):
    slow = []
    for language in ("es", "zh"):
        document = pair(pump, pump[::-1].title(), language)
        document.sentences, document.protected, document.quotes  # noqa: B018
        for rule in RULES:
            start = time.thread_time()
            list(named(rule.card.check).hits(document, rule.card.kind))
            if (spent := time.thread_time() - start) > 2.0:
                slow.append((rule.id, language, round(spent, 1)))
    assert slow == []
