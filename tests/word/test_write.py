"""Corrections as tracked changes, reasons as comments; every other part byte for byte as it was."""

import io
import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import docx
import pytest
import regex
from click.testing import CliRunner
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.cli import main
from mtcheck.core.model import Span
from mtcheck.core.settings import Config
from mtcheck.input.containers.package import Package
from mtcheck.input.containers.unit import CannotKeep
from mtcheck.input.containers.word.differ import changes
from mtcheck.input.containers.word.mark import Change
from mtcheck.input.containers.word.read import stories
from mtcheck.input.containers.word.write import Note, applied, corrected, reviewed

from .making import R, made, note, packed, paragraph, parts_of, run
from .test_read import BOX, CELLS

DOCUMENT = "word/document.xml"
INSERTED = f'<w:ins w:id="8" w:author="Eva" w:date="2020-01-01T00:00:00Z">{run("the the new", "<w:b/>")}</w:ins>'
RICH = made(
    paragraph(run("Port strike"), style="berschrift1"),
    paragraph(
        run("The talks. ", "<w:i/>"),
        '<w:bookmarkStart w:id="5" w:name="x"/>',
        run("with", "<w:b/>"),
        run(" the un"),
        run("ion. Euro", "<w:u w:val='single'/>"),
        note("footnote", 2),
        '<w:bookmarkEnd w:id="5"/>',
        run("pean. and others"),
    ),
    paragraph(run("Say "), INSERTED, run(" now &amp; “then”."), BOX),
    CELLS,
    footnotes={2: paragraph(run("See the the page."))},
    header=paragraph(run("Report of the the year")),
)


def body(raw):
    return parts_of(raw)[DOCUMENT].decode()


def seen(raw, *, accepted):
    """Return the paragraphs' texts as python-docx reads them after tracked changes of mtcheck were taken or refused."""
    document = docx.Document(io.BytesIO(raw))
    goes, stays = (qn("w:del"), qn("w:ins")) if accepted else (qn("w:ins"), qn("w:del"))
    for one in list(document.element.iter(goes, stays)):
        if one.get(qn("w:author")) != "mtcheck" or one.getparent() is None:
            continue
        for child in list(one) if one.tag == stays else []:
            one.addprevious(child)
        one.getparent().remove(one)
    texts = []
    for paragraph_ in document.element.iter(qn("w:p")):
        if any(parent.tag.endswith("}Fallback") for parent in paragraph_.iterancestors()):
            continue
        mine = [
            t for t in paragraph_.iter(qn("w:t"), qn("w:delText")) if next(t.iterancestors(qn("w:p"))) is paragraph_
        ]
        texts.append("".join(t.text or "" for t in mine))
    return texts


def test_only_the_runs_that_change_are_written_anew():
    raw = made(paragraph(run("One two "), run("three", "<w:b/>"), run(" four")), paragraph(run("Other")))
    after = corrected(raw, {None: "One 2 three four\nOther"}, Config())
    date = regex.search(r'w:date="([^"]+)"', body(after))[1]
    signed = f'w:author="mtcheck" w:date="{date}"'
    assert body(after) == body(raw).replace(
        run("One two "),
        run("One ")
        + f'<w:del w:id="1" {signed}><w:r><w:delText xml:space="preserve">two</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" {signed}>{run("2")}</w:ins>'
        + run(" "),
    )
    before, now = parts_of(raw), parts_of(after)
    assert list(before) == list(now)
    assert {name for name in before if before[name] != now[name]} == {DOCUMENT}


def test_what_lies_between_stays_where_it_was():
    before = stories(Package(RICH, Config()))[0].text
    after = corrected(RICH, {None: before.replace("union. European.", "European Union")}, Config())
    xml = body(after)
    assert xml.count("footnoteReference") == body(RICH).count("footnoteReference") == 1
    assert xml.count("bookmarkStart") == xml.count("bookmarkEnd") == 1
    assert seen(after, accepted=True)[1] == "The talks. with the European Union and others"
    assert seen(after, accepted=False) == seen(RICH, accepted=False)


def test_a_change_in_the_insertion_of_somebody_else_is_signed_by_us():
    before = stories(Package(RICH, Config()))[0].text
    after = corrected(RICH, {None: before.replace("the the new", "the old")}, Config())
    authors = Counter(regex.findall(r'w:author="(\w+)"', body(after)))
    assert authors == {"Eva": 2, "mtcheck": 2}
    assert seen(after, accepted=True)[2] == "Say the old now & “then”."
    assert seen(after, accepted=False)[2] == "Say the the new now & “then”."


def test_a_box_and_the_run_that_holds_it_both_change():
    raw = made(paragraph(BOX.replace("<w:r><mc:", "<w:r><w:t>Of it</w:t><mc:", 1)))
    after = corrected(raw, {None: "Of them\nOut of the box"}, Config())
    assert seen(after, accepted=True) == ["Of them", "Out of the box"]
    assert seen(after, accepted=False) == ["Of it", "In the box"]


@pytest.mark.parametrize(
    ("raw", "new", "words"),
    [
        (made(paragraph(run("One")), paragraph(run("Two"))), "One Two", "joins or splits paragraphs"),
        (made(paragraph(run("One")), paragraph()), "One\nTwo", "an insertion where there is no text"),
        (made(paragraph(run("One"))), "One\x07", "does not fit"),
        (made(paragraph(run("Let "), "<m:oMath/>", run("x"))), "Let y", "something that is no text"),
        (made(paragraph(run("One"))).replace(b"PK", b"QK"), "Two", "not a ZIP package"),
        (
            packed(
                parts_of(made(paragraph(run("One"))))
                | {
                    "_rels/.rels": parts_of(made())["_rels/.rels"].replace(
                        b"</Rel", f'<Relationship Id="s" Type="{R}/digital-signature/origin" Target="s"/></Rel'.encode()
                    )
                }
            ),
            "Two",
            "it is signed",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused(raw, new, words):
    with pytest.raises(CannotKeep, match=words):
        corrected(raw, {None: new}, Config())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a b c", "a b c", []),
        ("talks. with", "talks with", [(5, 6, "")]),
        ("the union. European. and", "the European Union and", [(4, 20, "European Union")]),
        ("a\nb c", "a\nb d", [(4, 5, "d")]),
        ("3.5 percent", "3.6 percent", [(0, 3, "3.6")]),
        ("one two three", "1 two 3", [(0, 3, "1"), (8, 13, "3")]),
        ("so", "so much", [(2, 2, " much")]),
        ("e\u0301a", "ea", [(0, 3, "ea")]),
    ],
)
def test_changes_cover_whole_words(old, new, expected):
    assert [(one.span.start, one.span.end, one.text) for one in changes(old, new)] == expected


lines = st.lists(
    st.sampled_from(["the", "a", ".", " ", "  ", "“", "é", "😀", "e\u0301", "word", "3.5"]), max_size=9
).map("".join)


@given(st.lists(st.tuples(lines, lines), min_size=1, max_size=3))
def test_changes_make_one_text_of_the_other(pairs):
    old, new = ("\n".join(texts) for texts in zip(*pairs, strict=True))
    assert applied(old, list(changes(old, new))) == new


@given(st.data())
def test_any_correction_can_be_accepted_or_refused(data):
    """Cut a paragraph into runs anyhow, change words anyhow: both readings of the file are right."""
    words = data.draw(st.lists(st.sampled_from(["The", "talks", "of", "é😀", "&amp;", "on"]), min_size=2, max_size=7))
    pieces = [word + " " for word in words]
    cuts = data.draw(st.lists(st.booleans(), min_size=len(pieces), max_size=len(pieces)))
    runs, held = [], ""
    for piece, cut in zip(pieces, cuts, strict=True):
        held += piece
        if cut:
            runs.append(run(held, "<w:b/>"))
            runs.append(note("footnote", 1))
            held = ""
    raw = made(paragraph(*runs, run(held + "end")))
    old = stories(Package(raw, Config()))[0].text
    changed = data.draw(
        st.lists(st.sampled_from(["", "new", "<b>&"]) | st.none(), min_size=len(words), max_size=len(words))
    )
    new = " ".join(word if to is None else to for word, to in zip(old.split(), changed, strict=False)) + " end"
    after = corrected(raw, {None: new}, Config())
    assert seen(after, accepted=True) == [new]
    assert seen(after, accepted=False) == [old]
    assert body(after).count("footnoteReference") == body(raw).count("footnoteReference")


def notes():
    text = stories(Package(RICH, Config()))[0].text
    at = text.index("union.")
    return [
        Note(None, Span(at, at + 16), ("A name was cut.", "minor · a.b")),
        Note(None, Span(0, 0), ("About & all.",)),
        Note("footnotes", Span(4, 11), ("Twice.",)),
        Note("header1", Span(10, 17), ("Twice too.",)),
    ]


def test_comments_stand_at_their_words():
    text = stories(Package(RICH, Config()))[0].text
    at = text.index("union.")
    raw = reviewed(RICH, {None: [Change(Span(at, at + 16), "European Union")]}, notes(), Config())
    document = docx.Document(io.BytesIO(raw))
    assert [one.text for one in document.comments] == [
        "A name was cut.\nminor · a.b",
        "About & all.",
        "Twice.",
        "Twice too.",
    ]
    assert {one.author for one in document.comments} == {"mtcheck"}
    xml = body(raw)
    inside = regex.search(r'commentRangeStart w:id="0"/>(.*?)<w:commentRangeEnd w:id="0"/>', xml)[1]
    assert "".join(regex.findall(r"<w:delText[^>]*>([^<]*)<", inside)) == "union. European."
    assert "European Union" in inside
    about, after = regex.search(r'RangeStart w:id="2"/>(.*?)<w:commentRangeEnd w:id="2"/>(.*)', xml).groups()
    assert regex.findall(r"<w:(?:t|delText)[^>]*>([^<]*)<", about) == ["o"]
    assert after.index("footnoteReference") < after.index("<w:t")
    before, now = parts_of(RICH), parts_of(raw)
    changed = {name for name in before if before[name] != now[name]}
    assert changed == {DOCUMENT, "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert now.keys() - before.keys() == {"word/comments.xml"}


def test_comments_are_added_to_those_that_are_there():
    once = reviewed(RICH, {}, notes()[:1], Config())
    twice = reviewed(once, {}, notes()[1:], Config())
    comments = docx.Document(io.BytesIO(twice)).comments
    assert [one.comment_id for one in comments] == [0, 1, 2, 3]
    before, now = parts_of(once), parts_of(twice)
    assert {name for name in now if before.get(name) != now[name]} == {DOCUMENT, "word/comments.xml"}


BAD = made(
    paragraph(run("The talks. "), run("with", "<w:b/>"), run(" the unions resume on Tuesday, the ministry said.")),
    paragraph(run("They gave the the report to him."), note("footnote", 1)),
    footnotes={1: paragraph(run("See the the page."))},
    header=paragraph(run("Report of the the year")),
)


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.docx"
    path.write_bytes(BAD)
    return path


def test_the_commands(file):
    run_ = CliRunner().invoke
    shown = run_(main, ["fix", "a.docx", "--unsafe", "-q"])
    assert shown.exit_code == 1
    assert "-They gave the the report to him.\n" in shown.stdout
    assert "+They gave the report to him.\n" in shown.stdout
    assert file.read_bytes() == BAD
    checked = run_(main, ["check", "a.docx", "-q", "--format", "json", "-o", "docx:review.docx", "-o", "again.docx"])
    assert checked.exit_code == 1, checked.output
    found = json.loads(checked.stdout)["findings"]
    assert [(one["segment"], one["line"], one["text"]) for one in found] == [
        (None, 1, ". with"),
        (None, 2, "the the"),
        ("footnotes", 1, "the the"),
        ("header1", 1, "the the"),
    ]
    comments = [one.text.split("\n") for one in docx.Document("review.docx").comments]
    assert [lines[-1] for lines in comments] == [f"{one['severity']} · {one['rule']}" for one in found]
    assert comments[3][0] == "In header1: “the the”"
    assert seen(Path("review.docx").read_bytes(), accepted=True) == [
        "The talks with the unions resume on Tuesday, the ministry said.",
        "They gave the report to him.",
    ]
    written = run_(main, ["fix", "a.docx", "--write", "-q"])
    assert written.exit_code == 0, written.output
    assert seen(file.read_bytes(), accepted=True)[1] == "They gave the report to him."
    assert seen(file.read_bytes(), accepted=False) == seen(BAD, accepted=False)
    assert run_(main, ["fix", "a.docx", "--write"]).output == "a.docx: 0 fixed, 1 left\n"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["a.docx", "b.docx"], "the one Word file that is checked"),
        (["c.txt"], "no Word file"),
        (["none.docx"], "cannot be read"),
    ],
)
def test_a_review_needs_one_word_file(file, args, words):
    Path("b.docx").write_bytes(BAD)
    Path("c.txt").write_text("The the talks.")
    done = CliRunner().invoke(main, ["check", *args, "-q", "-o", "docx:review.docx"])
    assert done.exit_code == 2
    assert words in done.output
    assert not Path("review.docx").exists()


OFFICE = shutil.which("soffice") is not None


@pytest.mark.office
@pytest.mark.processes
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_an_editor_accepts_or_rejects_in_libreoffice(file, tmp_path, verdict):
    assert CliRunner().invoke(main, ["fix", "a.docx", "--write", "--unsafe", "-q"]).exit_code == 0
    script = Path(__file__).with_name("office.py")
    command = ["/usr/bin/python3", str(script), "a.docx", verdict, "out.docx"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    found = json.loads(done.stdout)
    assert Counter(kind for kind, _ in found["changes"]) == {"Delete": 4}
    assert {author for _, author in found["changes"]} == {"mtcheck"}
    cut = ". " if verdict == "reject" else " "
    twice = "the the" if verdict == "reject" else "the"
    assert found["text"].splitlines() == [
        f"The talks{cut}with the unions resume on Tuesday, the ministry said.",
        f"They gave {twice} report to him.1",
    ]
    assert [one.strip() for one in found["footnotes"]] == [f"See {twice} page."]
    assert docx.Document("out.docx").sections[0].header.paragraphs[0].text == f"Report of {twice} year"


@pytest.mark.office
@pytest.mark.processes
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
def test_libreoffice_shows_the_review(file, tmp_path):
    assert CliRunner().invoke(main, ["check", "a.docx", "-q", "-o", "docx:review.docx"]).exit_code == 1
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    subprocess.run([*command, "fodt", "review.docx"], capture_output=True, check=True, timeout=120)
    xml = Path("review.fodt").read_text(encoding="utf-8")
    assert xml.count("<office:annotation ") == 4
    assert xml.count("<text:changed-region ") >= 2
    assert "In footnotes: “the the”" in xml
