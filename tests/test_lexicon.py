"""The lexicon: its tables are in shape, and each question has its exact answer."""

import string
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.english import lexicon
from mtcheck.english.lexicon import extract, files, pairs, tables

PREPOSITIONS = lexicon.words("preposition")
LANGUAGES = {"ca", "cs", "de", "es", "fr", "id", "it", "nl", "pl", "pt", "ro", "ru", "sv", "tr"}
MARKS = {"also-english", "content", "leftover", "outside-names", "person", "telling"}
COLUMNS = {files.ABOUT: 4, files.CLASSES: 2, files.FRAMES: 2, files.VALENCY: 5, files.FOREIGN: 4}


@pytest.mark.parametrize("path", files.TABLES, ids=lambda path: path.stem)
def test_tables_are_sorted_single_and_of_one_width(path):
    keys = [tuple(row[:2]) if path in {files.VALENCY, files.FOREIGN} else (row[0],) for row in tables.rows(path)]
    assert keys == sorted(set(keys))
    assert {len(row) for row in tables.rows(path)} == {COLUMNS[path]}
    assert all(column and column == column.strip() for row in tables.rows(path) for column in row)


def test_each_class_is_told_of_and_has_words():
    used = {name for _, names in tables.rows(files.CLASSES) for name in names.split()}
    known = tables.about().keys()
    brought = {above for name in known for above in tables.about()[name].within}
    assert used <= known <= used | brought
    assert {entry.tags for entry in tables.about().values()} <= {"", "N", "V", "J", "R"}


def test_no_line_names_a_class_that_another_brings_along():
    for word, names in tables.rows(files.CLASSES):
        listed = names.split()
        assert listed == sorted(set(listed)), word
        for name in listed:
            assert not (tables.within(name) - {name}) & set(listed), (word, name)


def test_valency_has_prepositions_that_exclude_each_other():
    for key, entry in tables.valency().items():
        every = [*entry.governs, *entry.allows, *entry.wrong]
        assert entry.governs, key
        assert len(every) == len(set(every)), key
        assert set(every) <= PREPOSITIONS, key
        assert key[1] in {"a", "n", "v"}
    assert len(tables.valency()) > 800


def test_foreign_words_are_marked_where_english_has_them():
    found = tables.foreign()
    assert {entry.language for entries in found.values() for entry in entries} == LANGUAGES
    assert {mark for entries in found.values() for entry in entries for mark in entry.marks} == MARKS
    for word, entries in found.items():
        english = word in lexicon.words("closed-class") or "noun" in lexicon._wordnet().features(word)
        assert all(entry.also_english for entry in entries) or not english, word


def test_the_extracts_are_small():
    assert sum(len(zlib.compress(path.read_bytes())) for path in files.EXTRACTS) < 2_000_000  # as in the wheel


@pytest.mark.parametrize(
    ("word", "lemma", "tag", "has", "lacks"),
    [
        ("Tuesday", "Tuesday", "NNP", "weekday time", "month person"),
        ("March", "March", "NNP", "month time", "event"),
        ("march", "march", "NN", "event countable", "month"),
        ("May", "may", "MD", "modal", "month"),
        ("ministers", "minister", "NNS", "person leader countable", "thing organisation takes-to-infinitive"),
        ("companies", "company", "NNS", "organisation countable perhaps-person", "person"),
        ("cat", "cat", "NN", "animal animate", "person organisation"),
        ("bridge", "bridge", "NN", "artefact", "person event"),
        ("earthquake", "earthquake", "NN", "event countable", "person"),
        ("kilometres", "kilometre", "NNS", "measure countable", "person time"),
        ("years", "year", "NNS", "time time-unit", "artefact"),
        ("information", "information", "NN", "uncountable", "countable"),
        ("abolition", "abolition", "NN", "uncountable", "countable"),
        ("Paris", "Paris", "NNP", "city place", "country"),
        ("Europe", "Europe", "NNP", "continent place", "country person"),
        ("Germany", "Germany", "NNP", "country place", "city"),
        ("Swahili", "Swahili", "NNP", "language", "place"),
        ("insisted", "insist", "VBD", "takes-that governs-on", "takes-to-infinitive common-noun"),
        ("suggests", "suggest", "VBZ", "takes-ing takes-that", "takes-to-infinitive takes-objects"),
        ("gave", "give", "VBD", "takes-objects", "takes-to-infinitive takes-ing"),
        ("let", "let", "VB", "takes-object-bare-infinitive", "takes-to-infinitive"),
        ("afraid", "afraid", "JJ", "governs-of", "governs-from"),
        ("interest", "interest", "NN", "governs-in", "governs-for"),
        ("wooden", "wooden", "JJ", "", "relational"),
        ("him", "him", "PRP", "object-pronoun pronoun closed-class", "subject-pronoun"),
        ("the", "the", "DT", "article determiner closed-class common", "pronoun"),
        ("sommelier", "sommelier", "NN", "person", "unknown common"),
        ("mechichichi", "mechichichi", "NN", "rare unknown", "common"),
        ("1999", "1999", "CD", "", "unknown rare"),
    ],
)
def test_features(word, lemma, tag, has, lacks):
    found = lexicon.features(word, lemma, tag)
    assert set(has.split()) <= found
    assert not set(lacks.split()) & found


@pytest.mark.parametrize(
    ("verb", "has", "lacks"),
    [
        ("want", "to-infinitive object-to-infinitive", "that ing"),
        ("enjoy", "ing object", "to-infinitive"),
        ("begin", "to-infinitive ing", "that"),
        ("make", "object-bare-infinitive objects object", "to-infinitive"),
        ("see", "object-ing object-bare-infinitive that", "to-infinitive"),
        ("insist", "that +on", "to-infinitive +in"),
        ("accuse", "object +of", "that +for"),
        ("arrive", "alone +at", "object"),
        ("blorf", "", "object"),
    ],
)
def test_frames(verb, has, lacks):
    assert set(has.split()) <= lexicon.frames(verb)
    assert not set(lacks.split()) & lexicon.frames(verb)


@pytest.mark.parametrize(
    ("word", "part", "governs", "wrong"),
    [
        ("insist", "v", {"on"}, "to"),
        ("consist", "v", {"in", "of"}, "by"),
        ("depend", "v", {"on"}, "of"),
        ("afraid", "a", {"of"}, "from"),
        ("capable", "a", {"of"}, "to"),
        ("interest", "n", {"in"}, "for"),
        ("emphasis", "n", {"on"}, "over"),
    ],
)
def test_valency(word, part, governs, wrong):
    assert lexicon.prepositions_of(word, part) == governs
    assert wrong in lexicon.valency(word, part).wrong


def test_what_no_table_has():
    assert lexicon.prepositions_of("insist", "n") == frozenset()
    assert lexicon.valency("blorf", "v") is None
    assert lexicon.foreign("blorf") == ()
    assert lexicon.frequency("blorf") == 0.0
    assert not lexicon.is_word("mechichichi")
    with pytest.raises(KeyError):
        lexicon.words("no-such-class")


def test_words_of_a_class():
    assert lexicon.words("weekday") == {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
    assert {"Africa", "Europe"} <= lexicon.words("continent")
    assert {"he", "him", "mine", "herself", "who", "nothing"} <= lexicon.words("pronoun")
    assert {"minister", "sommelier"} <= lexicon.words("person")


@pytest.mark.parametrize(
    ("word", "languages", "translation", "also"),
    [("avec", {"fr"}, "with", False), ("die", {"de", "nl"}, "the", True), ("pero", {"es"}, "but", False)],
)
def test_foreign(word, languages, translation, also):
    entries = lexicon.foreign(word)
    assert {entry.language for entry in entries} == languages
    assert entries[0].translations[0] == translation
    assert entries[0].also_english is also


def test_compounds_and_frequencies():
    assert lexicon.is_compound("police", "station")
    assert not lexicon.is_compound("station", "police")
    assert lexicon.frequency("The") > 7 > lexicon.frequency("sommelier") > 2
    assert lexicon.frequency("don’t") == lexicon.frequency("don't") > 5


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [
        ("of", "the", 170 * 10**9, 190 * 10**9),
        ("On", "Monday", 10**7, 10**8),
        ("in", "monday", 0, 0),
        ("board", "meeting", 6_400_000, 10**8),
        ("blorf", "the", 0, 0),
        ("", "the", 0, 0),
        ("of", "", 0, 0),
        ("of", "5", 0, 0),
        ("of", "the a", 0, 0),
    ],
)
def test_counted_pairs(first, second, least, most):
    assert least <= lexicon.counted(first, second) <= most


_PART = st.text(string.ascii_lowercase, min_size=1, max_size=4)


@given(st.dictionaries(st.tuples(_PART, _PART), st.integers(100, 10**13)), _PART, _PART)
def test_pairs_keep_their_counts(counts, first, second):
    packed = pairs.pack(counts)
    found = pairs.unpack(packed, "any")
    for pair, count in counts.items():
        assert found.count(*pair) == pytest.approx(count, rel=0.06)
    assert (found.count(first, second) > 0) is ((first, second) in counts)
    assert pairs.pack(dict(reversed(counts.items()))) == packed


def test_what_holds_no_pairs_says_so():
    with pytest.raises(ValueError, match=r"pairs\.bin holds no pairs"):
        pairs.unpack(b"nonsense", "pairs.bin")


def test_an_extract_finds_each_of_its_words():
    for path in sorted({*files.EXTRACTS} - {files.PAIRS}):
        found = extract.read(path)
        lines = found.lines.decode().strip("\n").split("\n")[::97]
        for line in lines:
            word, _, number = line.partition("\t")
            assert found.features(word) is found.sets[int(number)]


@given(
    st.dictionaries(st.text(string.ascii_letters + " é’-", min_size=1), st.frozensets(st.sampled_from("abc"))),
    st.text(),
)
def test_an_extract_gives_back_what_was_written(entries, other):
    packed = extract.pack(entries)
    found = extract.unpack(packed, "any")
    for word, features in entries.items():
        assert found.features(word) == features
    assert found.features(other) == entries.get(other, frozenset())
    assert set(found.having("a")) == {word for word, features in entries.items() if "a" in features}
    assert extract.pack(dict(reversed(entries.items()))) == packed


def test_what_is_no_extract_says_so():
    with pytest.raises(ValueError, match=r"names\.bin is no extract"):
        extract.unpack(b"nonsense", "names.bin")


_SAMPLE = [*sorted(tables.classes())[::40], "suggest", "insist", "minister", "Paris", "blorf", "", "5"]


@given(st.sampled_from(_SAMPLE), st.sampled_from(["NN", "NNS", "NNP", "VB", "VBD", "JJ", "RB", "IN", "CD", ""]))
def test_no_feature_goes_unnamed(word, tag):
    assert lexicon.features(word, word, tag) <= lexicon.all_features()


@pytest.mark.parametrize(
    ("word", "lemma", "tag", "governs"),
    [
        ("depends", "depend", "VBZ", {"on"}),
        ("interested", "interest", "VBN", {"in"}),
        ("responsible", "responsible", "JJ", {"for"}),
        ("table", "table", "DT", None),
    ],
)
def test_valency_by_tag(word, lemma, tag, governs):
    entry = lexicon.valency_of(word, lemma, tag)
    assert (entry and entry.governs) == governs
    if governs:
        assert {f"never-{name}" for name in entry.wrong} <= lexicon.features(word, lemma, tag)
