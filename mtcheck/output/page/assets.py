"""The page's style and script: small files put together, with the digests that its content security policy names."""

import base64
import hashlib
from functools import cache
from importlib import resources

STYLES = ("page.css", "text.css", "notes.css", "print.css")
SCRIPTS = ("state.js", "files.js", "marks.js", "margin.js", "notes.js", "views.js", "store.js", "filter.js", "keys.js")
SERVE = "serve.js"


@cache
def style() -> str:
    """Return the style of the page."""
    return "".join(map(_part, STYLES))


@cache
def script(*, served: bool = False) -> str:
    """Return the script of the page; of the served page too, which talks to its server."""
    names = (*SCRIPTS, *((SERVE,) if served else ()), "start.js")
    return '"use strict";\n(() => {\n' + "".join(map(_part, names)) + "})();\n"


def digest(body: str) -> str:
    """Return what a content security policy calls a style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()


def _part(name: str) -> str:
    return resources.files("mtcheck.output.page").joinpath("parts", name).read_text(encoding="utf-8")
