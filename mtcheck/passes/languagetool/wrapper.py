"""The only place where ``language_tool_python`` is imported: what it does well is taken from it.

Taken: the verified download, the test of the Java version, the server's command line, the encoding of the
server's settings. Not taken: starting (it waits 15 s for each of 900 ports, has no heap size and leaves Java
behind when the program is killed) and asking (see ``client``).
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from mtcheck.passes import Unavailable

EXTRA = "install the extra: pip install 'mtcheck[languagetool]'"


def _module() -> ModuleType:
    try:
        from language_tool_python import download_lt
    except ImportError as error:
        raise Unavailable(f"the package language-tool-python is missing ({error}); {EXTRA}") from error
    return download_lt


def server_command(jar: Path, port: int, config: Mapping[str, int | bool]) -> tuple[list[str], Path]:
    """Return the command that starts a server, and the temporary file with its settings.

    Raises:
        Unavailable: the wrapper or Java is missing.
    """
    module = _module()
    from language_tool_python.config_file import LanguageToolConfig
    from language_tool_python.exceptions import JavaError

    engine = module.ReleaseLocalLanguageTool(module.LTP_DOWNLOAD_VERSION)
    engine.get_jar_path = lambda: jar  # the wrapper looks in LTP_PATH only
    written = LanguageToolConfig(dict(config))
    try:
        return list(engine.get_server_cmd(port, written)), Path(written.path)
    except JavaError as error:
        raise Unavailable("Java was not found on the PATH: install Java 17 or newer") from error


def java_trouble(version: str) -> str | None:
    """Return what is wrong with this machine's Java for a version of LanguageTool, if anything is."""
    module = _module()
    try:
        module.confirm_java_compatibility(version)
    except ModuleNotFoundError:
        return "Java was not found on the PATH: install Java 17 or newer"
    except SystemError as error:
        return f"{error} Install a newer Java and put it first on the PATH."
    except (SystemExit, OSError, ValueError, subprocess.SubprocessError) as error:
        return f"the Java on the PATH does not tell its version ({error}): install Java 17 or newer"
    return None


def java(version: str) -> tuple[str, bool]:
    """Return what Java there is, or what is wrong with it, and whether it will do for a version of LanguageTool.

    Raises:
        Unavailable: the wrapper is missing.
    """
    trouble = java_trouble(version)
    if trouble:
        return trouble, False
    path = shutil.which("java") or "java"
    told = subprocess.run([path, "-version"], capture_output=True, text=True, check=False)  # noqa: S603
    first = (told.stderr or told.stdout).splitlines()[:1]
    return f"{first[0] if first else 'unknown version'} ({path})", True


def download(folder: Path, version: str) -> None:
    """Fetch a version into a folder and verify it by its checksum.

    Raises:
        Unavailable: it could not be fetched, or is not what it should be.
    """
    module = _module()
    trouble = java_trouble(version)
    if trouble:
        raise Unavailable(trouble)
    try:
        with _environment(LTP_PATH=str(folder), LTP_JAR_DIR_PATH=None):
            module.LocalLanguageTool.from_version_name(version).download()
    except Exception as error:  # requests, zipfile and the wrapper each have their own
        hint = "try again, or 'mtcheck languagetool install --from-maven'"
        raise Unavailable(f"the download of LanguageTool {version} failed ({error}): {hint}") from error


@contextmanager
def _environment(**values: str | None) -> Iterator[None]:
    """Set or unset variables for a while: the wrapper takes its folder from the environment only."""
    before = {name: os.environ.get(name) for name in values}
    try:
        _set(values)
        yield
    finally:
        _set(before)


def _set(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
