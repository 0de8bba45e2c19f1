"""What stands in more than one place for the sake of editors and installers agrees."""

import json
import sys
import tomllib
from pathlib import Path

import regex
from click.testing import CliRunner

from mtcheck import __version__
from mtcheck.cli import main
from mtcheck.cli.lsp import shapes
from mtcheck.cli.lsp.opened import KINDS

ROOT = Path(__file__).parent.parent
TOOLING = {"all", "browser", "test"}
"""Extras that are no part of mtcheck, and the one that gathers the others."""


def test_the_extension_has_the_version_of_the_server():
    manifest = json.loads((ROOT / "editors" / "vscode" / "package.json").read_text(encoding="utf-8"))
    assert manifest["version"] == __version__


def test_all_brings_every_optional_part():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    (everything,) = extras["all"]
    assert set(everything.removeprefix("mtcheck[").rstrip("]").split(",")) == extras.keys() - TOOLING


def test_the_page_names_what_the_server_knows():
    page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    assert shapes.FIX_ALL in page
    words = {"plain": "plain text", "markdown": "Markdown"}
    for kind in KINDS:
        assert words.get(kind, kind.upper()) in page, kind
    for block in regex.findall(r"(?s)```json\n(.*?)```", page):
        json.loads(block)
    for block in regex.findall(r"(?s)```toml\n(.*?)```", page):
        tomllib.loads(block)


def test_a_missing_extra_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "mtcheck.cli.lsp.server", None)
    done = CliRunner().invoke(main, ["lsp"])
    assert done.exit_code == 2
    assert "pip install 'mtcheck[lsp]'" in done.output
