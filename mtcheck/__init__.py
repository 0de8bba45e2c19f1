"""mtcheck: a linter for text that a machine translated into English.

The names here are the public interface; see docs/api.md. They are imported when first used, so that the command line
starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mtcheck.core.version import __version__

if TYPE_CHECKING:
    from mtcheck.core.errors import UserError
    from mtcheck.core.model import Finding, Problem, Severity, Span
    from mtcheck.core.settings import Config
    from mtcheck.run.public import Checker, NotChecked, check, fix

__all__ = [
    "Checker",
    "Config",
    "Finding",
    "NotChecked",
    "Problem",
    "Severity",
    "Span",
    "UserError",
    "__version__",
    "check",
    "fix",
]

_HOMES = {
    "Checker": "mtcheck.run.public",
    "Config": "mtcheck.core.settings",
    "Finding": "mtcheck.core.model",
    "NotChecked": "mtcheck.run.public",
    "Problem": "mtcheck.core.model",
    "Severity": "mtcheck.core.model",
    "Span": "mtcheck.core.model",
    "UserError": "mtcheck.core.errors",
    "check": "mtcheck.run.public",
    "fix": "mtcheck.run.public",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
