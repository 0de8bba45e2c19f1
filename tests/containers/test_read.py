import pytest

from mtcheck.core.model import Problem
from mtcheck.core.settings import Config
from mtcheck.input.containers import kind_of
from mtcheck.input.reading import Aligned, Text, texts

XLIFF_12 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
 <file original="a.txt" source-language="es" target-language="en" datatype="plaintext"><body>
  <trans-unit id="u1"><source>Hola &amp; <g id="1">adiós</g></source>
   <target state="final">Hello &amp; <g id="1">bye</g></target>
   <alt-trans><source>Hola</source><target>Hi</target></alt-trans></trans-unit>
  <trans-unit id="u2"><source>Nada</source></trans-unit>
  <trans-unit id="u3" translate="no"><source>X</source><target>X</target></trans-unit>
  <trans-unit id="u4"><source>Fin</source><target/></trans-unit>
 </body></file>
</xliff>
"""
XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="de" trgLang="en">
 <file id="f"><unit id="1"><segment><source>Eins</source><target>One</target></segment>
 <segment><source>Zwei</source><target>Two</target></segment><ignorable><source> </source></ignorable></unit>
 <unit id="2"><segment id="s"><source>Drei</source><target>Three</target></segment></unit></file>
</xliff>
"""
TMX = """<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="fr"/><body>
 <tu tuid="a"><tuv xml:lang="fr"><seg>Un</seg></tuv><tuv xml:lang="de"><seg>Ein</seg></tuv>
  <tuv xml:lang="en-US"><seg>One <ph>&lt;br/&gt;</ph> more</seg></tuv></tu>
 <tu><tuv xml:lang="fr"><seg>Deux</seg></tuv></tu>
</body></tmx>
"""
PO = """# Translators
msgid ""
msgstr ""
"Language: en_US\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#: a.c:1
msgid "Hola \\"tú\\"\\n"
msgstr ""
"Hello "
"\\"you\\"\\n"

msgctxt "menu"
msgid "%d fichero"
msgid_plural "%d ficheros"
msgstr[0] "%d file"
msgstr[1] "%d files"

#~ msgid "viejo"
#~ msgstr "old"
"""


def read(tmp_path, name, text, config=None, **given):
    path = tmp_path / name
    path.write_bytes(text.encode())
    return list(texts([str(path)], config or Config(), **given))


def units(found):
    return [
        (one.segment, one.line, one.text, one.source, one.reference, one.source_lang)
        for one in found
        if isinstance(one, Text)
    ]


def problems(found):
    return [(one.line, one.message) for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "a.tsv",
            'id\tsource\ttarget\treference\r\nx\tUno\tOne "two"\tOne\r\n\tDos\tTwo\tTwo\r\n',
            [("x", 2, 'One "two"', "Uno", "One", None), ("3", 3, "Two", "Dos", "Two", None)],
        ),
        (
            "a.csv",
            '\ufefftarget,source\n"One, ""two""\nthree",Uno\n\nFour,Cuatro\n',
            [("2", 2, 'One, "two"\nthree', "Uno", None, None), ("5", 5, "Four", "Cuatro", None, None)],
        ),
        ("b.csv", "source;target\nUno, dos;One, two\n", [("2", 2, "One, two", "Uno, dos", None, None)]),
        (
            "a.po",
            PO,
            [
                ('Hola "tú"\n', 9, 'Hello "you"\n', 'Hola "tú"\n', None, None),
                ("menu|%d fichero[0]", 16, "%d file", "%d fichero", None, None),
                ("menu|%d fichero[1]", 17, "%d files", "%d ficheros", None, None),
            ],
        ),
        (
            "a.xlf",
            XLIFF_12,
            [
                ("u1", 5, 'Hello &amp; <g id="1">bye</g>', 'Hola &amp; <g id="1">adiós</g>', None, "es"),
                ("u2", 7, "", "Nada", None, "es"),
                ("u4", 9, "", "Fin", None, "es"),
            ],
        ),
        (
            "a.xliff",
            XLIFF_2,
            [
                ("1", 2, "One", "Eins", None, "de"),
                ("1/2", 3, "Two", "Zwei", None, "de"),
                ("2/s", 4, "Three", "Drei", None, "de"),
            ],
        ),
        ("a.tmx", TMX, [("a", 5, "One <ph>&lt;br/&gt;</ph> more", "Un", None, "fr")]),
    ],
)
def test_units_of_each_kind(tmp_path, name, text, expected):
    found = read(tmp_path, name, text)
    assert units(found) == expected
    path = tmp_path / name
    for one in found:
        if isinstance(one, Text) and one.place is not None and name not in {"a.csv", "a.po"}:
            assert one.place.of(path.read_bytes().decode()) == one.text


def test_a_jsonl_record_brings_its_source_and_reference(tmp_path):
    found = read(tmp_path, "a.jsonl", '{"id": 7, "target": "One", "source": "Uno", "reference": "1"}\n')
    assert units(found) == [("7", 1, "One", "Uno", "1", None)]


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("a.tsv", "a\tb\n1\t2\n", 1, "no column 'target'"),
        ("a.tsv", "source\ttarget\n1\t2\t3\n", 2, "3 fields where the first row has 2"),
        ("a.csv", 'target\n"open\n', 2, "does not end as CSV asks"),
        ("a.po", 'msgid "a\n', 1, "not a PO file: syntax error"),
        ("a.po", 'msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "not a PO file"),
        ("a.po", PO.replace('msgstr ""\n"Hello', 'msgstr\n"Hello'), 9, "not a PO file"),
        ("a.po", PO.replace("en_US", "fr"), None, "its Language is fr"),
        ("a.xlf", "<xliff><file>", 1, "not XML: no element found"),
        ("a.xlf", "<html/>", 1, "not an XLIFF file"),
        ("a.xlf", XLIFF_2.replace('trgLang="en"', 'trgLang="fr"'), None, "its target language is fr"),
        (
            "a.xlf",
            '<xliff version="1.2"><trans-unit id="1"><source>A</source></trans-unit></xliff>',
            None,
            "no unit of it has a target",
        ),
        ("a.xlf", '<?xml version="1.0" encoding="ISO-8859-1"?><xliff/>', 1, "declared as ISO-8859-1"),
        ("a.tmx", TMX, None, "1 unit without an English variant"),
        ("a.tmx", "<xliff/>", 1, "not a TMX file"),
    ],
)
def test_what_cannot_be_read_is_a_problem(tmp_path, name, text, line, words):
    ((found, message),) = problems(read(tmp_path, name, text))
    assert found == line
    assert words in message


BOMB = """<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xliff><trans-unit id="1"><source>&b;</source><target>&b;</target></trans-unit></xliff>"""
OUTSIDE = """<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<xliff><trans-unit id="1"><source>&a;</source><target>&a;</target></trans-unit></xliff>"""


@pytest.mark.parametrize("text", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_entities_are_refused(tmp_path, text):
    found = read(tmp_path, "a.xlf", text)
    assert units(found) == []
    assert "declares an entity" in problems(found)[0][1]


def test_absurd_nesting_is_refused(tmp_path):
    found = read(tmp_path, "a.xlf", "<xliff>" + "<a>" * 100_000)
    assert "nested more than 200 deep" in problems(found)[0][1]


def test_a_po_file_is_never_taken_for_the_name_of_another(tmp_path):
    secret = tmp_path / "secret.po"
    secret.write_text(PO)
    assert units(read(tmp_path, "a.po", str(secret))) == []


def test_lines_that_belong_together(tmp_path):
    (tmp_path / "s.txt").write_text("Uno\nDos\n\n")
    (tmp_path / "r.txt").write_text("One\n2\n\n")
    aligned = Aligned(str(tmp_path / "s.txt"), str(tmp_path / "r.txt"))
    found = read(tmp_path, "t.txt", "\ufeffOne\r\nTwo\n\n", aligned=aligned)
    assert units(found) == [("1", 1, "One", "Uno", "One", None), ("2", 2, "Two", "Dos", "2", None)]


def test_files_of_unequal_length_are_a_problem(tmp_path):
    (tmp_path / "s.txt").write_text("Uno\n")
    found = read(tmp_path, "t.txt", "One\nTwo\n", aligned=Aligned(str(tmp_path / "s.txt")))
    assert units(found) == []
    assert "has 1 lines where" in problems(found)[0][1]


def test_a_missing_source_file_is_a_problem(tmp_path):
    found = read(tmp_path, "t.txt", "One\n", aligned=Aligned(str(tmp_path / "none.txt")))
    assert "no such file" in problems(found)[0][1]


def test_other_column_names(tmp_path):
    config = Config(target_column="mt", source_column="src", id_column="key")
    assert units(read(tmp_path, "a.tsv", "key\tsrc\tmt\nk\tUno\tOne\n", config)) == [("k", 2, "One", "Uno", None, None)]


def test_folders_are_searched_for_these(tmp_path):
    (tmp_path / "a.txt").write_text("One.")
    for name in ("b.csv", "c.po", "d.xlf", "e.tmx", "f.tsv"):
        (tmp_path / name).write_text("x")
        assert kind_of(name) is not None
    assert sorted({one.file for one in texts([str(tmp_path)], Config())}) == sorted(map(str, tmp_path.iterdir()))
