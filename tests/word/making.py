"""Word files made by hand, with what real ones have: styles under foreign ids, notes, a header, an old revision."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
STYLES = (
    f'{HEAD}<w:styles xmlns:w="{W}">'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Meine"><w:name w:val="mine"/><w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/>'
    "</w:numPr></w:pPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="V1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="x"/><w:basedOn w:val="Kreis"/></w:style>'
    "</w:styles>"
)


def run(text, look=""):
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content, style=None):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(content)}</w:p>"


def note(kind, number):
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def made(*body, footnotes=None, header=None, others=None):
    """Return the bytes of a Word file with these paragraphs."""
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/></w:sectPr>' if header else "<w:sectPr/>"
    relations = [("rId1", "styles", "styles.xml")]
    overrides = [("/word/document.xml", "document.main"), ("/word/styles.xml", "styles")]
    parts = {
        "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{''.join(body)}{section}</w:body></w:document>",
        "word/styles.xml": STYLES,
    }
    if footnotes:
        parts["word/footnotes.xml"] = (
            f'{HEAD}<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="-1">{paragraph(run("---"))}</w:footnote>'
            + "".join(f'<w:footnote w:id="{number}">{one}</w:footnote>' for number, one in footnotes.items())
            + "</w:footnotes>"
        )
        relations.append(("rId2", "footnotes", "footnotes.xml"))
        overrides.append(("/word/footnotes.xml", "footnotes"))
    if header:
        parts["word/header1.xml"] = f"{HEAD}<w:hdr {SPACES}>{header}</w:hdr>"
        relations.append(("rId3", "header", "header1.xml"))
        overrides.append(("/word/header1.xml", "header"))
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = (
        f'{HEAD}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="x/y"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{content}.{kind}+xml"/>' for name, kind in overrides)
        + "</Types>"
    )
    top = f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    below = "".join(f'<Relationship Id="{i}" Type="{R}/{kind}" Target="{name}"/>' for i, kind, name in relations)
    return packed(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}">{top}</Relationships>',
            "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}">{below}</Relationships>',
            **parts,
            **(others or {"word/media/image.bin": bytes(range(256)) * 40}),
        }
    )


def packed(parts):
    """Return a ZIP file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 12, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def parts_of(raw):
    """Return the parts of a package by name, in order."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}
