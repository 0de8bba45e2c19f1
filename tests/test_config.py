import pytest

from mtcheck.core import settings
from mtcheck.core.choice import Choice
from mtcheck.core.settings import Config, ConfigError


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_are_the_field_defaults():
    assert settings.load(None, {}) == Config()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fail-ony = 'minor'", "unknown key 'fail-ony' (did you mean 'fail-on'?)"),
        ("fail-on = 'grave'", "Invalid enum value 'grave'"),
        ("jobs = 'two'", "Expected `int`"),
        ("jobs = ", "Invalid value"),
    ],
)
def test_broken_settings_stop(tmp_path, text, words):
    with pytest.raises(ConfigError) as caught:
        settings.load(write(tmp_path / "mtcheck.toml", text), {})
    assert words in str(caught.value)


def test_the_command_line_goes_over_the_file_and_lists_add_up(tmp_path):
    path = write(tmp_path / "mtcheck.toml", "fail-on = 'major'\nignore = ['quotes']\nrules = ['packs']\n")
    config = settings.load(path, {"fail-on": "critical", "ignore": ["seams"]})
    assert config.fail_on == "critical"
    assert config.ignore == ["quotes", "seams"]
    assert config.rules == [str(tmp_path / "packs")]


def test_the_nearest_file_is_found(tmp_path):
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert settings.find_file(deep) is None
    project = write(tmp_path / "pyproject.toml", "[tool.other]\n")
    assert settings.find_file(deep) is None
    write(project, "[tool.mtcheck]\npreview = true\n")
    assert settings.find_file(deep) == project
    assert settings.load(project, {}).preview
    own = write(tmp_path / "a" / "mtcheck.toml", "")
    assert settings.find_file(deep) == own


@pytest.mark.parametrize(
    ("select", "ignore", "rule", "default", "expected"),
    [
        ([], [], "a.x", True, True),
        ([], [], "a.x", False, False),
        ([], ["a"], "a.x", True, False),
        (["a.x"], ["a"], "a.x", True, True),
        (["a"], ["a.x"], "a.x", True, False),
        (["a"], ["a"], "a.x", True, False),
        (["a"], [], "ab.x", False, False),
    ],
)
def test_the_longest_name_decides(select, ignore, rule, default, expected):
    assert Choice.of(Config(select=select, ignore=ignore)).on(rule, default) is expected


def test_unknown_ids_name_the_nearest():
    with pytest.raises(ConfigError, match=r"unknown rule 'quots' \(did you mean 'quotes'\?\)"):
        settings.check_ids(Config(ignore=["quots"]), ["quotes.x", "seams.y"])


def test_show_is_toml_that_loads_again(tmp_path):
    config = Config(select=['a"b'], fail_on="major")
    path = write(tmp_path / "mtcheck.toml", settings.show(config))
    assert settings.load(path, {}) == config
