"""What ``mtcheck languagetool status`` says."""

from collections.abc import Iterator

from mtcheck.core.engines import Settings
from mtcheck.passes import Unavailable
from mtcheck.passes.languagetool import client, find, kept, wrapper

Line = tuple[str, str, bool]


def lines(settings: Settings) -> Iterator[Line]:
    """Yield what was looked at, what was found, and whether a check could run with it."""
    if settings.url:
        yield _named(settings)
        return
    try:
        installation = find.find()
    except Unavailable as error:
        yield "engine", str(error), False
    else:
        yield "engine", f"LanguageTool {installation.version} in {installation.home} ({installation.source})", True
        yield _kept(installation)
    yield _java()


def _named(settings: Settings) -> Line:
    try:
        url = client.base(settings.url or "")
    except ValueError as error:
        return "server", str(error), False
    if not client.healthy(url, settings.request_seconds):
        return "server", f"no LanguageTool server answers at {url}", False
    return "server", f"LanguageTool {client.version(url, 5)} at {url}; texts are sent there", True


def _java() -> Line:
    try:
        return "java", *wrapper.java(find.PINNED)
    except Unavailable as error:
        return "wrapper", str(error), False


def _kept(installation: find.Installation) -> Line:
    state = kept.current()
    if state is None:
        return "server", "none is kept running; each run starts its own", True
    if kept.fresh(state, installation):
        return "server", f"running at {state.url}", True
    return "server", f"the one at {state.url} is gone or of another engine; the next run or 'start' replaces it", True
