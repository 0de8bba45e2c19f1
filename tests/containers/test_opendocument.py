"""OpenDocument texts: read whole, never written."""

import pytest
from click.testing import CliRunner
from word.making import packed

from mtcheck.cli import main
from mtcheck.core.settings import Config
from mtcheck.input.reading import decoded

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing")]
)


def made(*content, styles=None):
    body = f"<office:document-content {SPACES}><office:body><office:text>{''.join(content)}</office:text></office:body></office:document-content>"
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": body}
    return packed(
        parts
        | ({"styles.xml": f"<office:document-styles {SPACES}>{styles}</office:document-styles>"} if styles else {})
    )


def read(raw):
    return list(decoded("a.odt", raw, "odt", Config()))


NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>See there.</text:p></text:note-body></text:note>"
)


@pytest.mark.parametrize(
    ("content", "text", "kinds"),
    [
        ("<text:p>Port <text:span>str</text:span>ike &amp;\n  more</text:p>", "Port strike & more", ["paragraph"]),
        ("<text:h>Head</text:h><text:p>Text.</text:p>", "Head\nText.", ["heading", "paragraph"]),
        ('<text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p>', "a  b\tc\u2028d", ["paragraph"]),
        ("<text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>", "Item", ["item"]),
        (
            "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell>"
            "<text:p>B</text:p></table:table-cell></table:table-row></table:table>",
            "A\nB",
            ["cell", "cell"],
        ),
        (
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>Here</text:p>",
            "Here",
            ["paragraph"],
        ),
        ("<text:p>a<office:annotation><text:p>remark</text:p></office:annotation>b</text:p>", "ab", ["paragraph"]),
        (
            "<text:table-of-content><text:p>Head 5</text:p></text:table-of-content><text:p>x</text:p>",
            "x",
            ["paragraph"],
        ),
        ("<text:p>a<draw:frame><draw:image/></draw:frame>b</text:p>", "a\ufffcb", ["paragraph"]),
        (
            "<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>b</text:p>",
            "ab\nbox",
            ["paragraph", "paragraph"],
        ),
    ],
)
def test_a_body(content, text, kinds):
    (found,) = read(made(content))
    assert (found.text, list(found.outline)) == (text, kinds)


def test_notes_and_headers_are_texts_of_their_own():
    raw = made(
        f"<text:list><text:list-item><text:p>One{NOTE} two.</text:p></text:list-item></text:list>",
        styles="<text:p>Report</text:p>",
    )
    assert [(one.segment, one.text, one.outline) for one in read(raw)] == [
        (None, "One two.", ("item",)),
        ("notes", "See there.", ("paragraph",)),
        ("headers", "Report", ("paragraph",)),
    ]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (packed({"mimetype": "x"}), "its part content.xml is missing"),
        (packed({"content.xml": f"<office:document-content {SPACES}/>"}), "not an OpenDocument text"),
        (packed({"content.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'}), "declares an entity"),
        (b"PK", "not a ZIP package"),
    ],
)
def test_what_cannot_be_read_is_a_problem(raw, words):
    (found,) = read(raw)
    assert words in found.message


def test_a_fix_is_refused_and_said(tmp_path):
    path = tmp_path / "a.odt"
    path.write_bytes(made("<text:p>They gave the the report to him.</text:p>"))
    before = path.read_bytes()
    done = CliRunner().invoke(main, ["fix", str(path), "--write", "-q"])
    assert done.exit_code == 2
    assert "an odt file is read only; save it as .docx to have it corrected; the file is left as it was" in done.output
    assert path.read_bytes() == before
