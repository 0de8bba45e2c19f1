from itertools import pairwise

import pytest
from rich.cells import cell_len

from mtcheck.core.model import Finding, Problem, Severity, Span
from mtcheck.core.report import Look, Placed, Report, TextReport
from mtcheck.core.visible import visible
from mtcheck.output.change import change
from mtcheck.output.reporters.terminal import render
from mtcheck.output.word_diff import word_diff


def placed(text, start, end, *fixes, safe=False, rule="pack.rule", severity=Severity.MAJOR):
    finding = Finding(
        Span(start, end), rule, "rules", "A message to an “editor”.", severity, "fluency/grammar", fixes, safe
    )
    line = text.count("\n", 0, start) + 1
    return Placed(finding, line, start - text.rfind("\n", 0, start), text[start:end])


def report(text, start, end, *fixes, safe=False, problems=()):
    found = (placed(text, start, end, *fixes, safe=safe),)
    return Report((TextReport("a.txt", None, text, 5, found),), tuple(problems), "mtcheck")


def test_the_whole_report():
    shown = render(
        report(
            "The talks. with the unions\nresume.", 9, 10, "", safe=True, problems=[Problem("no such file", "b.txt")]
        ),
        Look(80),
    )
    assert shown == (
        "1 finding (1 major), 200.0 per 1,000 words; 5 words in 1 file\n"
        "\n"
        "a.txt\n"
        "  1:10 major: A message to an “editor”. [pack.rule]\n"
        "    The talks. with the unions\n"
        "             ^\n"
        "    fix: talks. → talks\n"
        "\n"
        "not checked b.txt: no such file\n"
        "1 problem: not all was checked\n"
        "1 can be fixed with `mtcheck fix`\n"
    )


def test_nothing_found():
    clean = Report((TextReport("a.txt", None, "", 1, ()),), (), "mtcheck")
    assert render(clean, Look(80)) == "No findings; 1 word in 1 file\n"


TEXT = "One two three four.\n"
MANY = Report(
    (
        TextReport("a.txt", None, TEXT, 4, (placed(TEXT, 0, 3, "1", severity=Severity.MINOR, safe=True),)),
        TextReport(
            "b.txt",
            None,
            TEXT,
            4,
            (
                placed(TEXT, 4, 7, severity=Severity.NEUTRAL, rule="pack.other"),
                placed(TEXT, 8, 13, "3", severity=Severity.CRITICAL),
            ),
        ),
    ),
    (),
    "mtcheck",
    notes=("nothing to add",),
)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("worst", ["b.txt", "1:9 critical", "a.txt", "1:1 minor", "b.txt", "1:5 neutral"]),
        ("place", ["a.txt", "1:1 minor", "b.txt", "1:5 neutral", "1:9 critical"]),
    ],
)
def test_the_order(order, expected):
    lines = render(MANY, Look(80, order=order)).splitlines()
    heads = [line.strip().partition(":" if "txt" in line else ": ")[0] for line in lines]
    assert [one for one in heads if one in expected] == expected


@pytest.mark.parametrize(
    ("part", "first", "last", "findings"),
    [
        ("all", "3 findings", "1 can be fixed with `mtcheck fix`, 2 want a look", True),
        ("summary", "3 findings", "1 can be fixed with `mtcheck fix`, 2 want a look", False),
        ("findings", "b.txt", "    Ond", True),
    ],
)
def test_the_parts(part, first, last, findings):
    lines = render(MANY, Look(80, part=part)).splitlines()
    assert lines[0].startswith(first)
    assert ("note: nothing to add" in lines) is (part != "findings")
    if part != "findings":
        assert lines[-1] == last
    assert any("1:9 critical" in line for line in lines) is findings


def test_statistics_count_packs_and_rules():
    shown = render(MANY, Look(80, part="statistics")).splitlines()
    assert shown[1:5] == [
        "found  fixable",
        "    3        1  pack",
        "    2        1    pack.rule",
        "    1        0    pack.other",
    ]


@pytest.mark.parametrize(
    ("text", "marked", "fixes", "before", "afters"),
    [
        ("The talks. with", ".", [""], "talks.", ["talks"]),
        ("from the the Ministry", "the ", [""], "the", [""]),
        ("than its predecessors, she", "its", ["her", "his"], "its", ["her", "his"]),
        ("for less, “Marta Sequeira", ", “", [",” "], "less, “Marta", ["less,” Marta"]),
        ("the union. European. and", "union. European.", ["European Union"], "union. European.", ["European Union"]),
        ("lasted during six weeks.", "during six weeks", ["for six weeks"], "during", ["for"]),
        ("He is in Rome", "in ", ["in the "], "in Rome", ["in the Rome"]),
        ("a  b", "  ", [" "], "a␣␣b", ["a␣b"]),
        ("no such word", "such", ["", "a"], "such", ["", "a"]),
    ],
)
def test_only_the_changed_words_are_shown(text, marked, fixes, before, afters):
    at = text.index(marked)
    assert change(text, Span(at, at + len(marked)), fixes) == (before, afters)


def test_words_that_are_put_in_come_with_the_word_before_them():
    assert change("one  two", Span(4, 4), ["and"]) == ("one", ["one and"])


def test_a_deletion_says_so():
    assert "    fix: delete “the”\n" in render(report("from the the Ministry", 5, 9, "", safe=True), Look(80))
    assert "suggest: such → (delete) | a\n" in render(report("no such word", 3, 7, "", "a"), Look(80))


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
    assert all(cell_len(line) <= width for line in lines[3:-1])
    carets = next(index for index, line in enumerate(lines) if "^" in line)
    excerpt, marks = lines[carets - 1], lines[carets]
    assert cell_len(excerpt[: excerpt.index("HERE")]) == marks.index("^")
    assert marks.strip() == "^^^^"


@pytest.mark.parametrize("width", [40, 80])
def test_a_mark_longer_than_the_line_is_shown_whole(width):
    marked = "A sentence of many words that is much longer than a terminal is wide, and of which each word counts."
    text = f"Before it. {marked} And after it."
    start = text.index(marked)
    lines = render(report(text, start, start + len(marked)), Look(width)).splitlines()
    rows = [(line, carets) for line, carets in pairwise(lines) if carets.strip().strip("^") == "" != carets.strip()]
    shown = " ".join(line[carets.index("^") : carets.rindex("^") + 1] for line, carets in rows)
    assert shown == marked
    assert all(cell_len(line) <= width for line in lines[3:])


def test_colour_only_when_asked():
    text = "The talks. with"
    assert "\x1b[" not in render(report(text, 9, 10, ""), Look(80))
    assert "\x1b[31m" in render(report(text, 9, 10, ""), Look(80, colour=True))


@pytest.mark.parametrize(
    ("encoding", "arrow", "quote"),
    [("utf-8", "talks. → talks", "“editor”"), ("cp1252", "talks. -> talks", "“editor”"), ("ascii", "->", '"editor"')],
)
def test_a_terminal_gets_only_signs_that_it_has(encoding, arrow, quote):
    shown = render(report("The talks. with", 9, 10, ""), Look(80, encoding=encoding))
    assert arrow in shown
    assert quote in shown
    shown.encode(encoding)


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


@pytest.mark.parametrize("colour", [False, True])
def test_no_part_of_the_report_steers_the_terminal(colour):
    evil = "a\x1b]0;x\x07b \x9b31mc"
    finding = Finding(Span(0, 3), f"p.{evil}", "rules", evil, Severity.MAJOR, "fluency/grammar", (evil,), safe=True)
    one = TextReport(f"{evil}.txt", evil, evil, 1, (Placed(finding, 1, 1, evil),))
    shown = render(Report((one,), (Problem(evil, evil, evil),), evil, notes=(evil,)), Look(80, colour=colour))
    assert "\x07" not in shown
    assert "\x9b" not in shown
    assert "\x1b]" not in shown


def test_a_word_diff_shows_only_what_changes_with_a_few_words_around():
    before = "One line.\n" + "word " * 20 + "the the end of it.\nLast line.\n"
    after = before.replace("the the", "the")
    assert word_diff("a.txt", before, after, Look(80)) == ("a.txt\n  2: …word word word the [-the -]end of it.\n")
    assert "\x1b[9;31m" in word_diff("a.txt", before, after, Look(80, colour=True))


def test_two_thousand_findings_are_drawn_in_no_time():
    import time

    text = "The talks. with the unions resume on Tuesday.\n" * 2000
    found = tuple(placed(text, at * 46 + 9, at * 46 + 10, "", safe=True) for at in range(2000))
    start = time.perf_counter()
    shown = render(Report((TextReport("a.txt", None, text, 16000, found),), (), "x"), Look(100, colour=True))
    assert time.perf_counter() - start < 20
    assert shown.count("talks") >= 4000
