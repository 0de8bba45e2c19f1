"""The last look at what leaves: nothing in it steers a terminal, or is an order to the CI host that reads along.

Hosts obey lines that begin with ``::`` (GitHub, leading space or not) and ``##name[`` anywhere (Azure, TeamCity,
GitHub's older form). Each kind of output has its own way to say the same without being obeyed.
"""

from collections.abc import Callable

import regex

from mtcheck.core.prepared import STORE
from mtcheck.core.visible import HIDDEN, code

_COLOUR = STORE.pattern(r"\x1b\[[0-9;]*m")
_ORDER = STORE.pattern(r"##(?=\w*\[)")
_LINE_ORDER = STORE.pattern(r"(?m)^((?:[ \t]|\x1b\[[0-9;]*m)*+):(?=:)")
_CONTROL = STORE.pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Guard = Callable[[str], str]


def people(text: str) -> str:
    """Return text for a person without what is hidden or an order."""
    return _LINE_ORDER.sub(r"\1: ", commands(text))


def coloured(text: str) -> str:
    """Return text for a person, with colours, without what is hidden or an order."""
    parts = _COLOUR.split(text)
    marks = _COLOUR.findall(text)
    shown = [_shown(parts[0]), *(mark + _shown(part) for mark, part in zip(marks, parts[1:], strict=True))]
    return _LINE_ORDER.sub(r"\1: ", _ORDER.sub("## ", "".join(shown)))


def commands(text: str) -> str:
    """Return the commands of a host that mtcheck itself means, with none beside them."""
    return _ORDER.sub("## ", _shown(text))


def json(text: str) -> str:
    """Return JSON with escapes for what is hidden or an order; it says the same."""
    return _ORDER.sub(r"#\\u0023", HIDDEN.sub(_escaped, text))


def xml(text: str) -> str:
    """Return XML with references for control characters and orders; it says the same."""
    text = _CONTROL.sub(lambda match: f"&#{ord(match.group())};", text)
    return _LINE_ORDER.sub(r"\1&#58;", _ORDER.sub("#&#35;", text))


def html(text: str) -> str:
    """Return HTML without control characters, and with references for orders."""
    text = _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LINE_ORDER.sub(r"\1&#58;", _ORDER.sub("#&#35;", text))


def _shown(text: str) -> str:
    return HIDDEN.sub(lambda match: code(match.group()), text.replace("\r\n", "\n"))


def _escaped(match: "regex.Match[str]") -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))
