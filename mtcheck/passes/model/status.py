"""What ``mtcheck model status`` says."""

from collections.abc import Iterator

from mtcheck.passes import Unavailable
from mtcheck.passes.model import store

Line = tuple[str, str, bool]


def lines(name: str | None = None) -> Iterator[Line]:
    """Yield what was looked at, what was found, and whether a check could run with it; every file is read."""
    names = [path.name for path in store.folders()] if name is None else [name]
    if not names:
        yield "model", f"none is installed: {store.HOW}", False
    for one in names:
        yield _model(one)
    yield _runtime()


def _model(name: str) -> Line:
    try:
        found = store.find(name)
        if damaged := store.damaged(found):
            return name, f"{', '.join(damaged)} in {found.folder} is damaged: {store.HOW} {name}", False
        decision = found.decision()
    except Unavailable as error:
        return name, str(error), False
    return name, f"whole, in {found.folder}; fitted numbers {decision.version}", True


def _runtime() -> Line:
    try:
        import onnxruntime
        import tokenizers
    except ImportError as error:
        return "runtime", f"{error}; install it with: pip install 'mtcheck[model]'", False
    return "runtime", f"onnxruntime {onnxruntime.__version__}, tokenizers {tokenizers.__version__}", True
