"""What is published: files that are built alike from like sources, pages that PyPI takes, everything pinned to a tag."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import msgspec
import pytest
import regex
import yaml

from mtcheck.core.version import __version__

ROOT = Path(__file__).parent.parent
PARTS = ("mtcheck", "rules", "docs", "README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml")
PARTS += ("build_hook.py", ".pre-commit-hooks.yaml")
FOREIGN = regex.compile(r"uses: (?P<action>[\w./-]+)@(?P<version>\S+)")


def build(place, stamp):
    """Build from a copy whose files are of another age, in another folder, under another umask."""
    source = place / "source"
    source.mkdir(parents=True)
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__", "packs"))
        else:
            shutil.copy(ROOT / part, source / part)
    for path in source.rglob("*"):
        os.utime(path, (stamp, stamp))
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(place / "dist"), str(source)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return {path.name: path for path in (place / "dist").iterdir()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    first, second = (build(tmp_path_factory.mktemp("build"), stamp) for stamp in (1_600_000_000, 1_650_000_000))
    return first, second


@pytest.mark.processes
def test_like_sources_are_built_alike(built):
    sums = [{name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in one.items()} for one in built]
    assert sums[0] == sums[1]
    assert sorted(sums[0]) == [f"mtcheck-{__version__}-py3-none-any.whl", f"mtcheck-{__version__}.tar.gz"]


@pytest.mark.processes
def test_the_index_takes_them(built):
    files = [str(path) for path in built[0].values()]
    done = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *files], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.processes
def test_they_carry_what_they_need_and_say_what_they_are(built):
    wheel = zipfile.ZipFile(next(path for name, path in built[0].items() if name.endswith(".whl")))
    names = wheel.namelist()
    assert "mtcheck/packs/en/seams/stray-stop.yaml" in names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "benchmarks/"))]
    metadata = wheel.read(f"mtcheck-{__version__}.dist-info/METADATA").decode()
    for line in (
        "License-Expression: Apache-2.0",
        "Requires-Python: >=3.11",
        "Description-Content-Type: text/markdown",
    ):
        assert line in metadata
    assert "Project-URL: Homepage, " in metadata
    with tarfile.open(next(path for name, path in built[0].items() if name.endswith(".gz"))) as sources:
        inside = {name.partition("/")[2] for name in sources.getnames()}
    assert {"rules/en/seams/stray-stop.yaml", "LICENSE", "docs/settings.md"} <= inside


@pytest.mark.processes
def test_the_wheel_checks_a_text_from_another_folder(built, tmp_path):
    """With nothing beside it but what it says that it needs."""
    venv.create(tmp_path / "venv")
    python = str(tmp_path / "venv" / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    wheel = next(path for name, path in built[0].items() if name.endswith(".whl"))
    subprocess.run([*pip, "install", "-q", "--no-compile", str(wheel)], check=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text("The talks. with the unions resume on Tuesday.\n")
    command = [python, "-I", "-m", "mtcheck", "check", "a.txt", "--format", "json", "--output", "page.html"]
    environment = os.environ | {"MTCHECK_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["findings"][0]["suggestions"][0] == ""
    (store,) = (tmp_path / "cache").glob("rules-*.msgpack")
    assert not msgspec.msgpack.decode(store.read_bytes()[32:])["made"]  # it all came with the wheel
    assert '<mark id="m0"' in (elsewhere / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["action.yml", ".github/workflows/release.yml"])
def test_what_others_made_is_pinned_to_a_tag(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    used = {one["action"]: one["version"] for one in FOREIGN.finditer(text)}
    assert used
    assert {action: one for action, one in used.items() if not regex.fullmatch(r"v\d+\.\d+\.\d+", one)} == {}


def test_the_pages_name_this_version_of_action_and_hook():
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    named = [
        one for page in pages for one in regex.findall(r"(?:rev: |@)v(\d+\.\d+\.\d+)", page.read_text(encoding="utf-8"))
    ]
    assert set(named) == {__version__}


def test_the_picture_of_the_terminal_is_drawn_by_its_script():
    import runpy

    drawn = runpy.run_path(str(ROOT / "docs" / "pictures" / "terminal.py"))["picture"]()
    kept = (ROOT / "docs" / "pictures" / "terminal.svg").read_text(encoding="utf-8")

    def words(svg):
        return regex.findall(r">([^<>]+)</text>", svg)

    assert words(kept) == words(drawn), "python docs/pictures/terminal.py"
