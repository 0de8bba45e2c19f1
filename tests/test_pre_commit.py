"""The hooks, run by pre-commit itself on a temporary repository that installs mtcheck from a local clone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.processes

ROOT = Path(__file__).parent.parent
PARTS = ("pyproject.toml", "build_hook.py", "README.md", "LICENSE", "mtcheck", "rules", ".pre-commit-hooks.yaml")
BAD = "The talks. with the unions resume on Tuesday.\n"


def git(folder, *words):
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(folder), *identity, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def setup(tmp_path_factory):
    base = tmp_path_factory.mktemp("hooks")
    hooks = base / "hooks"
    hooks.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, hooks / part, ignore=shutil.ignore_patterns("__pycache__", "packs"))
        else:
            shutil.copy(source, hooks / part)
    git(hooks, "init", "-q")
    git(hooks, "add", "-A")
    git(hooks, "commit", "-qm", "hooks")
    return base, hooks, git(hooks, "rev-parse", "HEAD")


def run(setup, tmp_path, hook):
    base, hooks, revision = setup
    git(tmp_path, "init", "-q")
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {revision}\n  hooks:\n  - id: {hook}\n"
    )
    if not (tmp_path / "a.txt").exists():
        (tmp_path / "a.txt").write_text(BAD)
    (tmp_path / "code.py").write_text("x = 'The talks. with the unions'\n")
    git(tmp_path, "add", "-A")
    environment = os.environ | {"PRE_COMMIT_HOME": str(base / "home"), "PIP_COMPILE": "0"}  # it runs three times
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment, check=False)


def test_the_check_hook_reports_and_fails(setup, tmp_path):
    done = run(setup, tmp_path, "mtcheck")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "seams." in done.stdout
    assert "a.txt" in done.stdout
    assert "code.py" not in done.stdout


def test_the_fix_hook_changes_the_file_and_fails_once(setup, tmp_path):
    done = run(setup, tmp_path, "mtcheck-fix")
    assert done.returncode == 1, done.stdout + done.stderr
    assert (tmp_path / "a.txt").read_text() == BAD.replace("talks. with", "talks with")
    git(tmp_path, "add", "-A")
    again = run(setup, tmp_path, "mtcheck-fix")
    assert again.returncode == 0, again.stdout + again.stderr
