"""Web and mail addresses and codes such as A320: they are the same in every language."""

from collections.abc import Iterator

import regex

from mtcheck.checks.bilingual.pair import Pair, masked, paired
from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE

_LINK = STORE.pattern(
    r"(?i)(?:https?|ftp)://[^\s<>\"“”«»„，。）)]+(?<![.,;:!?'’\]])|\bwww\.[^\s<>\"“”«»„，。）)]+(?<![.,;:!?'’\]])"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+"
)
_LANGUAGES = STORE.pattern(r"(?i)(?<=^https://)[a-z]{2}(?=\.(?:m\.)?wikipedia\.org)")


def _links(text: str) -> list[tuple[str, Span]]:
    return [(_plain(match.group()), Span(*match.span())) for match in _LINK.finditer(text)]


def _plain(link: str) -> str:
    """Return the link as it is compared: secure or not, with www or not, Wikipedia in any language."""
    link = regex.sub(r"(?i)^(?:http://|(?=www\.))", "https://", link).rstrip("/")
    return _LANGUAGES.sub("xx", link.replace("://www.", "://", 1)).lower()


def changed_link(pair: Pair) -> Iterator[Hit]:
    """Yield links and mail addresses that differ, and those that are missing."""
    theirs, ours = _links(pair.source), _links(pair.target)
    wanted, given = {link for link, _ in theirs}, {link for link, _ in ours}
    missing = [span for link, span in theirs if link not in given]
    added = [span for link, span in ours if link not in wanted]
    for place, span in zip(missing, added, strict=False):
        yield Hit(span, (place.of(pair.source),), source_span=place)
    yield from (pair.lost(place) for place in missing[len(added) :])


_CODE = STORE.pattern(
    r"(?<![\w/.@#-])(?=[A-Z\d-]*[A-Z])(?=[A-Z\d-]*\d)[A-Z]{1,5}-?\d{1,5}(?:-?[A-Z\d]{1,4}){0,2}(?![\w/-]|\.\w)"
)
_COMMON = frozenset(["CO2", "H2O", "PM2", "PM10", "P2P", "B2B"])


def changed_code(pair: Pair) -> Iterator[Hit]:
    """Yield codes of capitals and figures that differ, where each side has as many without a counterpart."""
    theirs, ours = (_codes(masked(text)) for text in (pair.source, pair.target))
    missing = [span for code, span in theirs.items() if code not in ours]
    added = [span for code, span in ours.items() if code not in theirs]
    if len(missing) == len(added) == 1:
        yield Hit(added[0], (missing[0].of(pair.source),), source_span=missing[0])


def _codes(text: str) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for match in _CODE.finditer(text):
        if match.group() not in _COMMON:
            found.setdefault(match.group().replace("-", ""), Span(*match.span()))
    return found


LINKS = {
    "code-changed": Check("it compares the codes of two texts", paired(changed_code)),
    "link-changed": Check("it compares the addresses of two texts, however they may be written", paired(changed_link)),
}
