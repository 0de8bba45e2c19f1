import os
import socket
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtcheck.cli.main import main
from mtcheck.core.writing import NotWritten, write_atomically
from mtcheck.run.correct import Correction, NotReplaced, save

posix = pytest.mark.skipif(os.name != "posix", reason="owner, mode and links as POSIX has them")
BAD = "We will see  him.\n"
STEPS = ("open", "write", "fsync", "fchmod", "replace", "close")


def fix(*words, text=None):
    return CliRunner().invoke(main, ["fix", *map(str, words), "--grammar", "off", "-q"], input=text)


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text(BAD)
    return path


def correction(file, after=b"new"):
    return Correction(str(file), file.read_bytes(), after)


def test_a_file_that_changed_meanwhile_is_left(file):
    one = correction(file)
    file.write_text("mine now")
    with pytest.raises(NotReplaced, match="changed since it was read"):
        save(one)
    assert file.read_text() == "mine now"


@posix
def test_a_write_protected_file_is_refused(file):
    file.chmod(0o444)
    result = fix(file, "--write")
    assert (result.exit_code, file.read_text()) == (2, BAD)
    assert "write-protected" in result.stderr


@posix
def test_mode_and_owner_are_kept(file):
    file.chmod(0o640)
    wanted = (1234, 1235) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    os.chown(file, *wanted)
    assert fix(file, "--write").exit_code == 0
    known = file.stat()
    assert (stat.S_IMODE(known.st_mode), known.st_uid, known.st_gid) == (0o640, *wanted)


@posix
def test_extended_attributes_are_kept(file):
    try:
        os.setxattr(file, "user.note", b"x")
    except OSError:
        pytest.skip("the file system has none")
    write_atomically(file, b"new")
    assert os.getxattr(file, "user.note") == b"x"


@posix
def test_a_file_with_other_names_is_refused(file, tmp_path):
    os.link(file, tmp_path / "b.txt")
    result = fix(file, "--write")
    assert (result.exit_code, file.read_text(), file.stat().st_nlink) == (2, BAD, 2)
    assert "hard links" in result.stderr


@posix
@pytest.mark.parametrize(("named", "code"), [(".", 2), ("out.txt", 2), ("in.txt", 0)])
def test_a_link_is_followed_only_inside_the_tree(tmp_path, monkeypatch, named, code):
    tree = tmp_path / "tree"
    tree.mkdir()
    monkeypatch.chdir(tree)
    outside = tmp_path / "secret.txt"
    for path in (outside, tree / "real.txt"):
        path.write_text(BAD)
    (tree / "out.txt").symlink_to(outside)
    (tree / "in.txt").symlink_to("real.txt")
    result = fix(named, "--write")
    assert (result.exit_code, outside.read_text()) == (code, BAD)
    assert (tree / "out.txt").is_symlink()
    assert (tree / "in.txt").is_symlink()
    assert ("leads out" in result.stderr) == (code == 2)


@posix
@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_what_is_no_file_is_not_opened(tmp_path, monkeypatch, kind):
    monkeypatch.chdir(tmp_path)  # a socket's path has a short limit
    path = Path("x.txt")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(path))
    else:
        path = Path("/dev/zero")
    result = CliRunner().invoke(main, ["check", str(path), "--grammar", "off"])
    assert result.exit_code == 2
    assert f"it is a {kind}" in result.output


def test_standard_input_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert fix("-", text=BAD).stdout == "We will see him.\n"
    (tmp_path / "mtcheck.toml").write_text("max-bytes = 10\n")
    result = fix("-", text=BAD)
    assert (result.exit_code, result.stdout) == (2, "")


@posix
@pytest.mark.processes
@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_leaves_the_old_or_the_new_file(file, step):
    child = os.fork()
    if child == 0:
        for at in range(1, 6):
            if os.fork() == 0:
                _die_at(step, at)
                write_atomically(file, b"new" * 100_000)
                os._exit(0)
            os.wait()
            if file.read_bytes() not in {BAD.encode(), b"new" * 100_000}:
                os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _die_at(step, at):
    """End the process just before the call of that number of a function of ``os``."""
    real, calls = getattr(os, step), []

    def call(*args, **kwargs):
        calls.append(1)
        if len(calls) == at:
            os._exit(9)
        return real(*args, **kwargs)

    setattr(os, step, call)


def test_what_is_no_regular_file_is_not_replaced(tmp_path):
    with pytest.raises(NotWritten):
        write_atomically(tmp_path, b"x")


def test_trouble_leaves_no_litter(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "old"
