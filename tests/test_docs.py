"""What the documentation says is what the program does."""

from pathlib import Path

import regex
from click.testing import CliRunner

from mtcheck.cli import main
from mtcheck.core.places import builtin_rules
from mtcheck.english.features import OWN
from mtcheck.output.cards import markdown
from mtcheck.rulelang import loader, template
from mtcheck.rulelang.schema import Form, Often, RuleFile, TokenContext, TokenSequence, TokenStep

ROOT = Path(__file__).parent.parent


def test_the_page_of_rules_is_fresh():
    page = markdown(loader.load([builtin_rules()]))
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == page, (
        "mtcheck explain --markdown > docs/rules.md"
    )


def test_the_readme_shows_the_real_report(monkeypatch):
    monkeypatch.chdir(ROOT)
    shown = CliRunner().invoke(main, ["check", "fixtures/harbor.txt", "--no-color"]).stdout
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.split("```text\n", 1)[1].split("\n```", 1)[0]
    for part in block.split("\n…\n"):
        assert part.rstrip("\n") in shown


def test_every_rule_that_the_readme_names_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {rule.id for rule in loader.load([builtin_rules()])}
    packs = {rule.partition(".")[0] for rule in known}
    for name in regex.findall(r"(?<![\w./-])([a-z]+\.[a-z-]+)(?![\w./(-])", readme):
        if name.partition(".")[0] in packs:
            assert name in known, name


def test_the_rules_on_the_page_for_authors_work(tmp_path):
    page = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    blocks = [block.split("\n```")[0] for block in page.split("```yaml\n")[1:]]
    assert len(blocks) >= 3
    (tmp_path / "pack").mkdir()
    for number, block in enumerate(blocks):
        (tmp_path / "pack" / f"rule-{number}.yaml").write_text(block + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["selftest", str(tmp_path)])
    assert result.exit_code == 0, result.output


def test_the_page_for_authors_names_every_feature_and_filter():
    page = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    prose = regex.sub(r"(?s)```.*?```", "", page)
    words = {word for name in regex.findall(r"`([^`]+)`", prose) for word in name.split()}
    assert words >= OWN
    assert words >= set(template.FILTERS)


def test_the_page_for_authors_names_every_key():
    page = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    for struct in (RuleFile, TokenStep, TokenSequence, TokenContext, Form, Often):
        for key in struct.__struct_encode_fields__:
            assert regex.search(rf"\b{key}\b", page), key


def test_every_option_that_a_page_names_exists():
    import regex

    from mtcheck.cli.main import COMMANDS

    known = {"--target", "--rm", "--help", "--version"}
    for name in COMMANDS:
        command = main.get_command(None, name)
        known |= {one for param in command.params for one in (*param.opts, *param.secondary_opts)}
    for page in ("command-line.md", "settings.md", "publishing.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert set(regex.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= known, page


def test_every_promise_names_a_test_that_is_there():
    named = regex.findall(r"`(tests/[\w/.]+)(?:::(\w+))?`", (ROOT / "docs" / "SECURITY.md").read_text(encoding="utf-8"))
    assert len(named) > 20
    for path, test in named:
        assert (ROOT / path).exists(), path
        assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), test


def test_every_promise_of_security_names_tests_that_exist():
    page = (ROOT / "docs" / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and "held by" not in line]
    rows = [line for line in rows if line != "| attack | before | now | test |"]
    assert len(rows) >= 40
    for row in rows:
        named = regex.findall(r"`(tests/[^`:]+)(?:::(\w+))?`", row.rsplit("|", 2)[1])
        assert named, row
        for file, test in named:
            assert (ROOT / file).exists(), file
            assert not test or f"\ndef {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{test}"
