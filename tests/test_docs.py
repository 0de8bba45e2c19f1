"""What the documentation says is what the program does."""

from pathlib import Path

from click.testing import CliRunner

from mtcheck.cli import main
from mtcheck.core.places import builtin_rules
from mtcheck.output.cards import markdown
from mtcheck.rulelang import loader

ROOT = Path(__file__).parent.parent


def test_the_page_of_rules_is_fresh():
    page = markdown(loader.load([builtin_rules()]))
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == page, (
        "mtcheck explain --markdown > docs/rules.md"
    )


def test_the_readme_shows_the_real_report(monkeypatch):
    monkeypatch.chdir(ROOT)
    shown = CliRunner().invoke(main, ["check", "fixtures/harbor.txt", "--no-color", "--quiet"]).stdout
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.split("```text\n", 1)[1].split("\n```", 1)[0]
    for part in block.split("\n…\n"):
        assert part.rstrip("\n") in shown


def test_every_rule_that_the_readme_names_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {rule.id for rule in loader.load([builtin_rules()])}
    packs = {rule.partition(".")[0] for rule in known}
    import regex

    for name in regex.findall(r"(?<![\w./-])([a-z]+\.[a-z-]+)(?![\w./(-])", readme):
        if name.partition(".")[0] in packs:
            assert name in known, name
