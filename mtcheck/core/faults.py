"""What is said of a fault that nobody foresaw: it costs the text that met it, and no other."""

import os
from pathlib import Path
from traceback import extract_tb

from mtcheck.core.limits import OverLimit

DEBUG = "MTCHECK_DEBUG"
"""The environment variable that ``--debug`` sets: processes of the run are to know it too."""

_ROOT = Path(__file__).parents[2]


def described(error: Exception) -> str:
    """Return a fault in words: what was stopped and why, or the error with the way to learn where."""
    if isinstance(error, OverLimit):
        return str(error)
    said = f"{type(error).__name__}: {error}".rstrip(": ")
    if len(said) > 200:
        said = said[:200] + "…"
    if not os.environ.get(DEBUG):
        return f"met a fault of mtcheck's own ({said}); --debug says where"
    places = [f"{_shown(frame.filename)}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
    return f"met a fault of mtcheck's own ({said}) at {' > '.join(places)}"


def _shown(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else file
