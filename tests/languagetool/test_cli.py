import pytest
from click.testing import CliRunner

from mtcheck.cli.languagetool import command
from mtcheck.core.engines import Settings
from mtcheck.passes import Unavailable
from mtcheck.passes.languagetool import find, install, status

from .conftest import make_installation, wait_until

pytestmark = pytest.mark.processes


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        result = CliRunner().invoke(command, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    return run


def test_status_without_an_engine(run, needs_wrapper):
    code, said = run("status")
    assert code == 2
    assert "not installed" in said
    assert "java" in said


def test_status_start_stop(run, java):
    code, said = run("status")
    assert code == 0
    assert "engine:   LanguageTool 6.8 in " in said
    assert "(LTP_PATH)" in said
    assert "server:   none is kept" in said
    assert 'java:     openjdk version "17.0.15"' in said
    assert run("start")[1].startswith("LanguageTool is now running at http://127.0.0.1:")
    assert run("start")[1].startswith("LanguageTool is already running at")
    assert "server:   running at http" in run("status")[1]
    find.find().jar.touch()
    assert "gone or of another engine" in run("status")[1]
    assert run("stop") == (0, "stopped\n")
    assert run("stop") == (0, "no server was running\n")
    wait_until(lambda: not java.running())


def test_wrong_java(run, java):
    java.does("old")
    code, said = run("status")
    assert code == 2
    assert "requires Java >= 17" in said
    code, said = run("start")
    assert code == 2
    assert "requires Java >= 17" in said


def test_install(run, monkeypatch):
    monkeypatch.setattr(install, "build_from_maven", make_installation)
    code, said = run("install", "--from-maven")
    assert code == 0
    assert "LanguageTool 6.8 is installed in" in said
    assert "already installed" in run("install", "--from-maven")[1]


def test_install_that_fails(run, monkeypatch):
    def fail(home):
        raise Unavailable("Maven failed")

    monkeypatch.setattr(install, "build_from_maven", fail)
    assert run("install", "--from-maven") == (2, "mtcheck: Maven failed\n")


def test_status_of_a_named_server(fake):
    assert list(status.lines(Settings(url=fake.url))) == [
        ("server", f"LanguageTool 6.8 at {fake.url}; texts are sent there", True)
    ]
    fake.close()
    assert [good for *_, good in status.lines(Settings(url=fake.url))] == [False]
    assert [good for *_, good in status.lines(Settings(url="file:///"))] == [False]
