import pytest

from mtcheck.passes import Unavailable
from mtcheck.passes.languagetool import find

from .conftest import make_installation


def found(monkeypatch, **environ):
    for name, value in environ.items():
        monkeypatch.setenv(name, str(value))
    return find.find()


def test_no_installation():
    with pytest.raises(Unavailable, match=r"not installed: run 'mtcheck languagetool install'.*LTP_PATH.*-url"):
        find.find()


def test_the_order_of_places(monkeypatch, tmp_path):
    own = make_installation(find.cache_folder() / "LanguageTool-6.8")
    assert find.find().home == own
    wrappers = make_installation(tmp_path / "home" / ".cache" / "language_tool_python" / "LanguageTool-6.8")
    assert find.find().home == wrappers
    jars = make_installation(tmp_path / "jars")
    assert found(monkeypatch, LTP_JAR_DIR_PATH=jars) == find.Installation(jars, "LTP_JAR_DIR_PATH")
    named = make_installation(tmp_path / "ltp" / "LanguageTool-6.8")
    assert found(monkeypatch, LTP_PATH=tmp_path / "ltp") == find.Installation(named, "LTP_PATH")


def test_a_named_folder_without_an_engine_is_passed_over(monkeypatch, tmp_path):
    own = make_installation(find.cache_folder() / "LanguageTool-6.8")
    assert found(monkeypatch, LTP_PATH=tmp_path / "none", LTP_JAR_DIR_PATH=tmp_path).home == own
    assert not (tmp_path / "none").exists()


def test_the_pinned_version_comes_first_then_the_newest(monkeypatch, tmp_path):
    for name in ("LanguageTool-6.9", "LanguageTool-6.10", "LanguageTool-snapshot", "Other-7.0"):
        make_installation(tmp_path / name)
    assert found(monkeypatch, LTP_PATH=tmp_path).version == "6.10"
    make_installation(tmp_path / "LanguageTool-6.8")
    assert find.find().version == find.PINNED == "6.8"


@pytest.mark.parametrize("harm", ["delete", "cut", "starter"])
def test_an_engine_that_is_not_whole(monkeypatch, tmp_path, harm):
    home = make_installation(tmp_path / "LanguageTool-6.8")
    broken = home / ("libs/language-en-6.8.jar" if harm != "starter" else "languagetool-server.jar")
    if harm == "delete":
        broken.unlink()
    else:
        broken.write_bytes(broken.read_bytes()[:10])
    with pytest.raises(Unavailable, match=rf"lacks {broken.relative_to(home)} \(1 missing"):
        found(monkeypatch, LTP_PATH=tmp_path)


def test_the_pin_is_the_wrappers_and_the_poms(needs_wrapper):
    from importlib.resources import files

    from language_tool_python.download_lt import LTP_DOWNLOAD_VERSION

    assert find.PINNED == LTP_DOWNLOAD_VERSION
    pom = (files("mtcheck.passes.languagetool") / "pom.xml").read_text()
    assert f"<languagetool.version>{find.PINNED}<" in pom
