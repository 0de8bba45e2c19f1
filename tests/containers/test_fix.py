import pytest
from click.testing import CliRunner

from mtcheck.cli.main import main
from mtcheck.core.model import Span
from mtcheck.core.settings import Config
from mtcheck.input.containers import CannotKeep, po, replaced
from mtcheck.run.correct import How, corrections

RULE = """message: Say “{fix}”.
why: It is only a test.
severity: minor
category: fluency/spelling
safe: true
swap:
  teh: the
  'comma': 'a, b'
  'amp': 'a & b'
  'tabbed': "a\\tb"
examples:
  - {bad: teh, fix: the}
  - {good: the}
"""
XLIFF = (
    '<xliff version="1.2">\r\n<file source-language="es" target-language="en"><trans-unit id="1"><source>a</source>\n'
    '<target xml:lang="en">On teh <g id="1">é mat &amp; 😀</g></target></trans-unit></file></xliff>\n<!-- end -->'
)


@pytest.fixture
def config(tmp_path):
    folder = tmp_path / "rules" / "own"
    folder.mkdir(parents=True)
    (folder / "teh.yaml").write_text(RULE)
    return Config(rules=[str(tmp_path / "rules")], grammar="off", ignore=[], select=["own"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", '\ufefftarget\tsource\r\nOn teh mat\tx\r\n"teh"\t\r\n'),
        ("a.csv", 'n,target\n1,"On teh, ""mat"""\n2,teh\n'),
        ("a.xlf", XLIFF),
        ("a.tmx", '<tmx><body><tu><tuv xml:lang="en"><seg>On teh <hi>mat</hi></seg></tuv></tu></body></tmx>'),
        (
            "a.po",
            'msgid "a"\r\nmsgstr "On teh \\"mat\\"\\t."\r\n\r\n# x\r\nmsgid "b"\r\nmsgstr ""\r\n"One\\n"\r\n"teh end\\n"\r\n',
        ),
        ("a.jsonl", '{"target": "On teh m\\u00e4t", "source": "teh", "x":1}\n'),
    ],
)
def test_only_the_target_changes(tmp_path, config, name, text):
    path = tmp_path / name
    path.write_bytes(text.encode())
    (one,) = corrections([str(path)], config, How())
    assert one.problems == []
    if name == "a.jsonl":
        assert one.after.decode() == text.replace("On teh", "On the")
    else:
        assert one.after.decode() == text.replace("teh", "the")
    assert one.applied >= 1


def test_lines_beside_a_source(tmp_path, config):
    (tmp_path / "s.txt").write_text("uno\ndos\n")
    path = tmp_path / "t.txt"
    path.write_bytes(b"teh\r\nTwo teh")
    result = CliRunner().invoke(
        main,
        [
            "fix",
            str(path),
            "--source",
            str(tmp_path / "s.txt"),
            "--rules",
            config.rules[0],
            "--grammar",
            "off",
            "--write",
            "-q",
        ],
    )
    assert (result.exit_code, path.read_bytes()) == (0, b"the\r\nTwo the")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.xlf", XLIFF.replace("teh", "amp"), "cannot be put back"),
        ("a.tsv", "target\ntabbed\n", "holds a tab"),
    ],
)
def test_what_would_break_the_file_is_not_written(tmp_path, config, name, text, words):
    path = tmp_path / name
    path.write_bytes(text.encode())
    (one,) = corrections([str(path)], config, How())
    assert one.after == one.before
    assert words in one.problems[0].message


def test_a_fix_in_csv_is_quoted_where_it_must_be(tmp_path, config):
    path = tmp_path / "a.csv"
    path.write_text("target,n\ncomma,1\n")
    (one,) = corrections([str(path)], config, How())
    assert one.after.decode() == 'target,n\n"a, b",1\n'


def test_an_empty_element_has_no_place():
    with pytest.raises(CannotKeep, match="no place of its own"):
        replaced("xliff", "<target/>", [("u", None, "One")])


def test_targets_are_replaced_from_the_end():
    assert replaced("lines", "a b", [("1", Span(0, 1), "long"), ("2", Span(2, 3), "")]) == "long "


@pytest.mark.parametrize(
    ("target", "old", "new"),
    [
        ('say "x"\\\t', '"old"', '"say \\"x\\"\\\\\\t"'),
        ("a\nb\n", '""\n"x\\n"', '""\n"a\\n"\n"b\\n"'),
        ("", '""\n"x"', '""'),
        ("word " * 30, '""\n"x"', None),
    ],
)
def test_po_strings(target, old, new):
    made = po.msgstr(target, old)
    assert new is None or made == new
    assert all(len(line) <= 82 for line in made.splitlines())
    assert po._value(made) == target
