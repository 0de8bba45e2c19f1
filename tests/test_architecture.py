"""The page of the architecture names the packages that there are, and nothing else."""

from pathlib import Path

import regex

import mtcheck
from mtcheck.checks import CHECKS
from mtcheck.input.formats import FORMATS
from mtcheck.passes import PASSES

ROOT = Path(mtcheck.__file__).parent
PAGE = (ROOT.parent / "docs" / "architecture.md").read_text(encoding="utf-8")


def packages():
    return {path.parent.name for path in ROOT.glob("*/__init__.py")}


def test_the_list_of_packages_is_that_of_the_tree():
    table = PAGE.split("## Rooms", 1)[1].split("\n## ", 1)[0]
    assert set(regex.findall(r"(?m)^\| `(\w+)` \|", table)) == packages()


def test_the_top_has_few_packages_and_no_loose_modules():
    assert len(packages()) <= 12
    assert {path.name for path in ROOT.glob("*.py")} == {"__init__.py", "__main__.py"}


def test_every_module_that_the_page_names_is_there():
    for name in regex.findall(r"`((?:{})(?:\.\w+)+)`".format("|".join(packages())), PAGE):
        path = ROOT.joinpath(*name.split("."))
        attribute = path.parent / "__init__.py"
        found = path.is_dir() or path.with_suffix(".py").is_file()
        assert found or path.name in attribute.read_text(encoding="utf-8"), name


def test_each_pass_is_a_folder_of_its_name():
    assert {path.parent.name for path in (ROOT / "passes").glob("*/__init__.py")} == set(PASSES)
    assert all(home == f"mtcheck.passes.{name}.engine" for name, home in PASSES.items())


def test_most_is_left_to_patterns():
    assert len(CHECKS) <= 80
    assert all(10 < len(check.why) < 100 and "\n" not in check.why for check in CHECKS.values())


def test_each_format_is_read():
    assert {"plain", "markdown", "html"} <= set(FORMATS)
