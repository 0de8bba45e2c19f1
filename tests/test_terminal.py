import pytest
from rich.cells import cell_len

from mtcheck.core.model import Finding, Problem, Severity, Span
from mtcheck.core.report import Look, Placed, Report, TextReport
from mtcheck.core.visible import visible
from mtcheck.output.reporters.terminal import render


def report(text, start, end, *fixes, safe=False, problems=()):
    finding = Finding(
        Span(start, end),
        "pack.rule",
        "rules",
        "A message to an editor.",
        Severity.MAJOR,
        "fluency/grammar",
        fixes,
        safe,
    )
    line = text.count("\n", 0, start) + 1
    placed = Placed(finding, line, start - text.rfind("\n", 0, start), text[start:end])
    return Report((TextReport("a.txt", None, text, 5, (placed,)),), tuple(problems), "mtcheck")


def test_the_whole_report():
    shown = render(
        report(
            "The talks. with the unions\nresume.", 9, 10, "", safe=True, problems=[Problem("no such file", "b.txt")]
        ),
        Look(80),
    )
    assert shown == (
        "a.txt\n"
        "  1:10  major  pack.rule\n"
        "    The talks. with the unions\n"
        "             ^\n"
        "    A message to an editor.\n"
        "    fix: (delete)\n"
        "\n"
        "not checked b.txt: no such file\n"
        "1 finding (1 major), 200.0 per 1,000 words; 5 words in 1 file\n"
        "1 problem: not all was checked\n"
        "signature: mtcheck\n"
    )


def test_nothing_found():
    assert (
        render(Report((TextReport("a.txt", None, "", 7, ()),), (), "mtcheck"), Look(80))
        == "No findings; 7 words in 1 file\nsignature: mtcheck\n"
    )


@pytest.mark.parametrize("width", [40, 80, 140])
@pytest.mark.parametrize(
    "text",
    [
        "word " * 100 + "HERE" + " word" * 100,
        "字" * 200 + "HERE" + "字" * 200,
        "كلمة " * 60 + "HERE" + " كلمة" * 60,
        "x" * 500 + "HERE",
        "HERE" * 1,
    ],
)
def test_lines_fit_the_terminal_and_carets_stand_under_the_span(width, text):
    start = text.index("HERE")
    lines = render(report(text, start, start + 4, "There", "Where"), Look(width)).splitlines()
    assert all(cell_len(line) <= width for line in lines if "words in" not in line)
    carets = next(index for index, line in enumerate(lines) if "^" in line)
    excerpt, marks = lines[carets - 1], lines[carets]
    assert cell_len(excerpt[: excerpt.index("HERE")]) == marks.index("^")
    assert marks.strip() == "^^^^"


def test_colour_only_when_asked():
    text = "The talks. with"
    assert "\x1b[" not in render(report(text, 9, 10, ""), Look(80))
    assert "\x1b[31m" in render(report(text, 9, 10, ""), Look(80, colour=True))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a<001B>[31mb"),
        ("a\u202eb", "a<202E>b"),
        ("a\nb\tc", "a⏎b c"),
        ("a\u200bb", "a<200B>b"),
        ("é😀", "é😀"),
    ],
)
def test_no_text_steers_the_terminal(text, shown):
    assert visible(text) == shown
