"""What a Word file says: text by paragraph, the kind of each, and what is left out."""

import io
import zipfile

import pytest

from mtcheck.core.model import Problem
from mtcheck.core.settings import Config
from mtcheck.document import Document
from mtcheck.input.containers.package import Package
from mtcheck.input.containers.word.read import stories
from mtcheck.input.reading import decoded

from .making import HEAD, RELATIONS, R, made, note, packed, paragraph, parts_of, run

BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wps:txbx><w:txbxContent>"
    + paragraph(run("In the box"))
    + "</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
    + paragraph(run("In the box"))
    + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
CELLS = f"<w:tbl><w:tr><w:tc>{paragraph(run('Country'))}</w:tc><w:tc>{paragraph(run('Deaths'))}</w:tc></w:tr></w:tbl>"
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>'


def read(raw, config=None):
    return list(decoded("a.docx", raw, "docx", config or Config()))


@pytest.mark.parametrize(
    ("xml", "text", "kinds"),
    [
        (paragraph(run("Port "), run("str", "<w:b/>"), run("ike")), "Port strike", ["paragraph"]),
        (paragraph(run("a &amp; b &lt;i&gt; \u2014 😀")), "a & b <i> — 😀", ["paragraph"]),
        (paragraph("<w:r><w:t> trimmed </w:t></w:r>", run(" kept")), "trimmed kept", ["paragraph"]),
        (paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\u2028c", ["paragraph"]),
        (paragraph('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>'), "ab", ["paragraph"]),
        (paragraph(run("Head"), style="berschrift1"), "Head", ["heading"]),
        (paragraph(run("Head"), style="Meine"), "Head", ["heading"]),
        (paragraph(run("Item"), style="Liste"), "Item", ["item"]),
        (paragraph(NUMBERED.format(4), run("Item")), "Item", ["item"]),
        (paragraph(NUMBERED.format(0), run("No item")), "No item", ["paragraph"]),
        (paragraph(run("Quoted"), style="Zitat"), "Quoted", ["quote"]),
        (paragraph(run("Round"), style="Kreis"), "Round", ["paragraph"]),
        (paragraph(run("Contents 5"), style="V1") + paragraph(run("Text")), "\nText", ["", "paragraph"]),
        (CELLS, "Country\nDeaths", ["cell", "cell"]),
        (paragraph(run("Before"), BOX, run(" after")), "Before after\nIn the box", ["paragraph", "paragraph"]),
        (paragraph(run("shown"), run("hidden", "<w:vanish/>")), "shown", ["paragraph"]),
        (paragraph(run("shown", '<w:vanish w:val="0"/>')), "shown", ["paragraph"]),
        (
            paragraph(run("a"), '<w:del w:id="1"><w:r><w:delText>x</w:delText><w:tab/></w:r></w:del>', run("b")),
            "ab",
            ["paragraph"],
        ),
        (paragraph(run("a"), f'<w:ins w:id="1">{run("new")}</w:ins>'), "anew", ["paragraph"]),
        (paragraph(f'<w:moveFrom w:id="1">{run("gone")}</w:moveFrom>', run("b")), "b", ["paragraph"]),
        (paragraph(f'<w:hyperlink r:id="rId9">{run("link")}</w:hyperlink>', run(" on")), "link on", ["paragraph"]),
        (
            paragraph(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                run("7"),
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            ),
            "7",
            ["paragraph"],
        ),
        (
            paragraph(run("Let "), "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", run(" be")),
            "Let \ufffc be",
            ["paragraph"],
        ),
        (paragraph("<w:r><w:drawing><wp:inline/></w:drawing></w:r>"), "\ufffc", ["paragraph"]),
        (
            f"<w:sdt><w:sdtContent>{paragraph(run('Held'))}</w:sdtContent></w:sdt>{paragraph()}",
            "Held\n",
            ["paragraph", "paragraph"],
        ),
        (
            paragraph(
                "<w:r><w:ruby><w:rt>"
                + run("above")
                + "</w:rt><w:rubyBase>"
                + run("base")
                + "</w:rubyBase></w:ruby></w:r>"
            ),
            "base",
            ["paragraph"],
        ),
    ],
)
def test_a_body(xml, text, kinds):
    (found,) = read(made(xml))
    assert found.text == text
    assert list(found.outline) == kinds


def test_stories_have_names_and_notes_their_references():
    raw = made(
        paragraph(run("One"), note("footnote", 2), run(" two.")),
        footnotes={2: paragraph(run("See there."))},
        header=paragraph(run("Report")),
    )
    found = read(raw)
    assert [(one.segment, one.text) for one in found] == [
        (None, "One two."),
        ("footnotes", "See there."),
        ("header1", "Report"),
    ]
    body = stories(Package(raw, Config()))[0]
    assert [(child.note, child.start) for one in body.paragraphs[0].runs for child in one.children if child.note] == [
        ("2", 3)
    ]


def test_the_kinds_reach_the_document():
    (found,) = read(made(paragraph(run("Short line")), paragraph(run("Long, as. It is"), style="Meine"), CELLS))
    assert [block.kind for block in Document.read(found).blocks] == ["paragraph", "heading", "cell", "cell"]


def test_a_break_and_a_tab_are_spaces_in_the_prose():
    (found,) = read(made(paragraph("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>")))
    document = Document.read(found)
    assert document.prose == "a b c\n"
    assert len(document.blocks) == 1


def without(raw, *names, **changed):
    parts = {name: content for name, content in parts_of(raw).items() if name not in names}
    return packed(parts | {name.replace("__", "/"): content for name, content in changed.items()})


GOOD = made(paragraph(run("Text.")))
DOCUMENT = "word/document.xml"


def encrypted(raw):
    """Set the flag of encryption in every header of an archive."""
    data = bytearray(raw)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(sign, place + 4)
    return bytes(data)


def twice():
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(DOCUMENT, "<x/>")
    return stream.getvalue()


BOMB = f'{HEAD}<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
OTHER = f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{R}/x" Target="y"/></Relationships>'


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"no package", "not a ZIP package"),
        (b"", "not a ZIP package"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file (.doc) or one with a password"),
        (GOOD[:-30], "not a ZIP package"),
        (encrypted(GOOD), "encrypted"),
        (without(GOOD, DOCUMENT), "its part word/document.xml is missing"),
        (without(GOOD, "_rels/.rels"), "not a Word file"),
        (packed({"_rels/.rels": OTHER}), "not a Word file"),
        (packed(parts_of(GOOD) | {DOCUMENT: BOMB}), "declares an entity"),
        (packed(parts_of(GOOD) | {"word/styles.xml": BOMB}), "declares an entity"),
        (packed(parts_of(GOOD) | {DOCUMENT: "<w:document>"}), "not XML"),
        (packed(parts_of(GOOD) | {DOCUMENT: "<a>" * 1000}), "nested more than 200 deep"),
        (packed(parts_of(GOOD) | {DOCUMENT: "<a>é</a>".encode("utf-16")}), "is not UTF-8"),
        (packed({f"{n}": "" for n in range(5_001)}), "5001 parts in it"),
    ],
)
def test_what_cannot_be_read_is_a_problem(raw, words):
    (found,) = read(raw)
    assert isinstance(found, Problem)
    assert words in found.message


def test_two_parts_of_one_name_are_refused():
    (found,) = read(twice())
    assert "two parts of it have one name" in found.message


def test_a_damaged_part_is_a_problem():
    at = GOOD.index(b"word/document.xml") + 60
    (found,) = read(GOOD[:at] + b"\0\0\0\0\0" + GOOD[at + 5 :])
    assert isinstance(found, Problem)
    assert "is damaged" in found.message


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = packed(parts_of(GOOD) | {"word/media/a.bin": bytes(300_000_000)})
    assert len(bomb) < 400_000
    (found,) = read(bomb)
    assert "would unpack to 300," in found.message


def test_a_large_part_is_refused():
    (found,) = read(made(paragraph(run("x" * 60_000))), Config(max_bytes=50_000))
    assert "its part word/document.xml is larger than 50000 bytes" in found.message
