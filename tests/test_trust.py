"""A settings file that lies in a repository sends no text to another machine."""

import json
from pathlib import Path

import click
import msgspec
import pytest
from click.testing import CliRunner

from mtcheck.cli.lsp.engines import Engines
from mtcheck.cli.main import main
from mtcheck.core.settings import Config, ConfigError, load
from mtcheck.core.trust import ADDRESSES, SEND_TO, is_loopback

ELSEWHERE = "https://lt.example.org/v2"


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A repository whose settings name a server on another machine."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "mtcheck.toml").write_text(f'passes = ["languagetool"]\nlanguagetool.url = "{ELSEWHERE}"\n')
    (tmp_path / "a.txt").write_text("We saw  him.\n")
    (tmp_path / "a.jsonl").write_text('{"target": "We saw  him."}\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(SEND_TO, raising=False)
    return tmp_path


COMMANDS = [
    ["check", "a.txt"], ["check", "-"], ["check", "a.txt", "--passes", "harper"], ["fix", "a.txt"], ["fix", "-"],
    ["baseline", "update", "a.txt"], ["compare", "a.txt", "a.txt"], ["curate", "a.jsonl", "-o", "out.jsonl"], ["serve"],
    ["settings"], ["explain"], ["languagetool", "status"], ["languagetool", "start"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_follows_a_repository_to_another_machine(tree, command, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("something was sent"))
    before = {path.name: path.read_bytes() for path in tree.iterdir() if path.is_file()}
    result = CliRunner().invoke(main, command, input="We saw  him.\n")
    assert (result.exit_code, result.stdout) == (2, "")
    for words in (ELSEWHERE, "another machine", "--languagetool-url", "--config", SEND_TO):
        assert words in result.stderr
    assert {path.name: path.read_bytes() for path in tree.iterdir() if path.is_file()} == before


def test_the_language_server_does_not_follow_either(tree):
    engines = Engines()
    with pytest.raises(ConfigError, match="another machine"):
        engines.config(tree / "mtcheck.toml")
    engines.overrides = {"languagetool": {"url": "http://localhost:8081"}}
    assert engines.config(tree / "mtcheck.toml").languagetool.url == "http://localhost:8081"
    engines.close()


def test_an_editor_takes_no_settings_from_a_tree_that_is_not_trusted():
    manifest = json.loads((Path(__file__).parents[1] / "editors/vscode/package.json").read_text())
    restricted = manifest["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"]
    assert {"mtcheck.command", "mtcheck.settings"} <= set(restricted)


@pytest.mark.parametrize(
    ("options", "environment", "used"),
    [
        (["--languagetool-url", "http://other.example"], "", "http://other.example"),
        (["--config", "mtcheck.toml"], "", ELSEWHERE),
        ([], "https://lt.example.org", ELSEWHERE),
        ([], "http://a.example  https://LT.example.org:443/", ELSEWHERE),
        ([], "http://lt.example.org", None),
        ([], "https://lt.example.org:8443", None),
        ([], "https://example.org lt.example.org", None),
        ([], "*", None),
    ],
)
def test_who_may_say_where_texts_go(tree, monkeypatch, options, environment, used):
    monkeypatch.setenv(SEND_TO, environment)
    given = {options[0][2:]: options[1]} if options else {}
    path, named = tree / "mtcheck.toml", "config" in given
    overrides = {} if named else given
    if used is None:
        with pytest.raises(ConfigError, match="another machine"):
            load(path, overrides, named=named)
    else:
        assert load(path, overrides, named=named).languagetool.url == used
    command = ["check", "a.txt", "--passes", "harper", "--show-config", *options]
    assert CliRunner().invoke(main, command).exit_code == (2 if used is None else 0)


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://localhost", True),
        ("localhost:8081", True),
        ("http://127.0.0.1:8081/v2/", True),
        ("https://[::1]:8081/lt/v2", True),
        ("HTTP://LOCALHOST", False),
        ("http://localhost.example.org", False),
        ("http://127.0.0.1.example.org", False),
        ("http://127.0.0.1@example.org", False),
        ("http://example.org@127.0.0.1", False),
        ("http://example.org\\@127.0.0.1", False),
        ("http://example.org#@127.0.0.1", False),
        ("http://example.org?@localhost", False),
        ("http://local\thost", False),
        ("http://localhost\n.example.org", False),
        ("http://localhost\n", False),
        (" http://localhost", False),
        ("http:/localhost", False),
        ("//localhost", False),
        ("ftp://localhost", False),
        ("http://ⓛocalhost", False),
        ("http://127.1", False),
        ("http://0.0.0.0", False),
        ("http://[::ffff:127.0.0.1]", False),
        ("http://localhost:0", False),
        ("http://localhost:99999", False),
        ("http://localhost:8081:9090", False),
        ("http://[::1", False),
        ("", False),
    ],
)
def test_what_leads_to_this_machine(tmp_path, url, here):
    assert is_loopback(url) is here
    (tmp_path / "mtcheck.toml").write_text(f"[languagetool]\nurl = {json.dumps(url)}\n")
    if here:
        assert load(tmp_path / "mtcheck.toml", {}).languagetool.url == url
    else:
        with pytest.raises(ConfigError, match="another machine"):
            load(tmp_path / "mtcheck.toml", {})


def test_no_address_of_the_settings_is_forgotten():
    tables = {
        one.encode_name: one.type for one in msgspec.structs.fields(Config) if hasattr(one.type, "__struct_fields__")
    }
    named = {(name, one.encode_name) for name, type_ in tables.items() for one in msgspec.structs.fields(type_)}
    assert set(ADDRESSES.values()) == {(name, key) for name, key in named if "url" in key or "address" in key}
    options = {name for option in main.get_command(click.Context(main), "check").params for name in option.opts}
    assert {f"--{option}" for option in ADDRESSES} <= options


@pytest.mark.parametrize(("option", "place"), ADDRESSES.items())
def test_it_holds_for_every_server_that_texts_go_to(tree, option, place):
    table, key = place
    path = tree / "mtcheck.toml"
    path.write_text(f'{table}.{key} = "{ELSEWHERE}"')
    with pytest.raises(ConfigError, match=f"--{option}"):
        load(path, {})
    assert getattr(load(path, {option: "http://localhost"}), table).url == "http://localhost"
    assert getattr(load(path, {}, named=True), table).url == ELSEWHERE
