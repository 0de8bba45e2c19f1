import hashlib
import io
import subprocess
import sys
import zipfile

import pytest

from mtcheck.passes import Unavailable
from mtcheck.passes.languagetool import find, install

pytestmark = pytest.mark.processes

MAVEN = f"""#!{sys.executable} -I
import os, sys, zipfile
if os.environ.get("FAKE_MVN") == "fails":
    sys.exit("[ERROR] Could not resolve the artifact")
folder = next(a.split("=", 1)[1] for a in sys.argv if a.startswith("-DoutputDirectory="))
assert any(os.path.exists(a.split("=", 1)[1]) for a in sys.argv if a.startswith("--file="))
os.makedirs(folder)
names = ["languagetool-core-6.8.jar", "languagetool-server-6.8.jar", "language-en-6.8.jar"]
for name in names[: 2 if os.environ.get("FAKE_MVN") == "stops" else 3]:
    with zipfile.ZipFile(os.path.join(folder, name), "w") as jar:
        jar.writestr("x", "")
"""


@pytest.fixture
def maven(monkeypatch, tmp_path):
    program = tmp_path / "bin" / "mvn"
    program.parent.mkdir(exist_ok=True)
    program.write_text(MAVEN)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))


def left():
    folder = find.cache_folder()
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_from_maven(maven):
    installation, new = install.install(from_maven=True)
    assert new
    assert find.find() == installation
    assert left() == ["LanguageTool-6.8"]
    assert sorted(path.name for path in installation.home.iterdir()) == ["languagetool-server.jar", "libs"]
    assert install.install(from_maven=True) == (installation, False)
    (installation.home / "libs" / "language-en-6.8.jar").unlink()
    assert install.install(from_maven=True) == (installation, True)
    assert left() == ["LanguageTool-6.8"]


@pytest.mark.parametrize(
    ("mode", "said"), [("fails", "Maven failed: .ERROR. Could not resolve"), ("stops", "not whole.*language-en")]
)
def test_a_maven_that_fails_leaves_nothing(maven, monkeypatch, mode, said):
    monkeypatch.setenv("FAKE_MVN", mode)
    with pytest.raises(Unavailable, match=said):
        install.install(from_maven=True)
    assert left() == []


def test_without_maven(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="mvn was not found"):
        install.install(from_maven=True)


@pytest.mark.parametrize("count", [0, 1, 3, 40])
def test_the_manifest_is_folded_as_jars_want_it(count):
    names = [f"libs/a-jar-with-a-name-{number}.jar" for number in range(count)]
    made = install.manifest(names)
    assert all(len(line) <= 72 for line in made.split(b"\r\n"))
    assert made.replace(b"\r\n ", b"").split(b"\r\n")[1].decode() == f"Class-Path: {' '.join(names)}"


@pytest.fixture
def release(java, fake, monkeypatch, tmp_path):
    """A release to download, served on this machine in place of the real one."""
    from language_tool_python import download_lt

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        jars = ("languagetool-server.jar", "libs/languagetool-core.jar", "libs/language-en.jar")
        for name in jars:
            jar = io.BytesIO()
            with zipfile.ZipFile(jar, "w") as inner:
                inner.writestr("META-INF/MANIFEST.MF", install.manifest(jars[1:] if name == jars[0] else []))
            archive.writestr(f"LanguageTool-6.8/{name}", jar.getvalue())
    content = packed.getvalue()

    class Response:
        status_code, headers = 200, {"Content-Length": str(len(content))}

        def iter_content(self, chunk_size):
            yield content

    monkeypatch.setattr(download_lt.requests, "get", lambda *args, **kwargs: Response())
    monkeypatch.delenv("LTP_PATH")
    return hashlib.sha256(content).hexdigest()


def test_the_wrappers_download(release, monkeypatch):
    monkeypatch.setenv("LTP_DOWNLOAD_SHA256", release)
    installation, new = install.install()
    assert new
    assert find.find() == installation
    assert left() == ["LanguageTool-6.8"]
    assert "LTP_PATH" not in install.wrapper.os.environ


def test_a_download_with_the_wrong_checksum_leaves_nothing(release):
    with pytest.raises(Unavailable, match=r"download of LanguageTool 6\.8 failed .*checksum.*--from-maven"):
        install.install()
    assert left() == []


def test_a_maven_that_hangs(maven, monkeypatch):
    def hang(*args, **kwargs):
        raise subprocess.TimeoutExpired("mvn", 900)

    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(Unavailable, match="did not finish within 900 s"):
        install.install(from_maven=True)
