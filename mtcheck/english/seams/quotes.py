"""Quotation state: which double mark opens, which closes, and which one cannot be what it looks like.

A mark has a shape (curly ones say which side they stand on), a setting (what stands left and right of it) and a
state (is a quotation open in this paragraph?). Each reading of a paragraph's marks costs something wherever the
three disagree, and the cheapest reading is taken; so one mark that is turned wrong or missing does not turn all
the marks after it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from mtcheck.core.model import Span

OPENING = "“«„"
CLOSING = "”»"

SAYING = (
    "said|says|say|saying|told|tells|adds|added|asks|asked|wrote|writes|explains|explained|notes|noted|stated|states|"
    "replied|replies|continued|continues|concluded|concludes|insisted|insists|warned|warns|argued|argues|claimed|"
    "claims|recalled|recalls|announced|declared|admitted|stressed|remarked|commented|commenting|answered|responded|"
    "reported|reads|read|tweeted|posted|shouted|cried|exclaimed|quipped|joked|pointed out|points out|according to"
)
"""Verbs of speech, as a choice for a pattern."""

_MARK = regex.compile(r"[“”«»„\"]")
_FEET = regex.compile(r"(?<=\d['’′]\s?\d{1,2})\"")
_SAYS = regex.compile(rf"(?:[^.!?\n“”«»„\"]|(?<=\b\p{{Lu}}\p{{L}}{{0,3}})\.){{0,120}}?\b(?:{SAYING})\b")
_TOLD = regex.compile(
    r",\s(?:he|she|they|(?:\p{Lu}[\p{L}’'-]+\s?){1,3})\s?(?:said|says|added|explained)(?:\s[^.,“”\"]{1,60})?\.$"
)
_TAIL = 120
_SEAM = regex.compile(r"\s*[.,](?:\s+\p{Ll}|\s*$)")
_RUNS_ON = regex.compile(rf"\s+(?!(?:he|she|they|it|we|i|the|a|an|{SAYING})\b)\p{{Ll}}")

_PLAIN = {"restart": "open", "nest": "open", "close low": "close"}
"""What the finer roles of a reading are to the outside."""

_FLIPPED = 2.0
_TURNED = 2.0
_EITHER = 1.0
_IMPOSSIBLE = 4.0
_UNPAIRED = 2.5
_NESTED = 1.2
_STRAY = 3.5
_INCH = 0.4
_BEAM = 6.0
_ATTRIBUTED = 1.5


@dataclass(frozen=True, slots=True)
class Mark:
    """A double quotation mark: where, what it is ("open", "close" or "stray"), and whether it is turned wrong."""

    offset: int
    role: str
    flipped: bool = False


@dataclass(frozen=True, slots=True)
class Quotes:
    """The marks of a document and the stretches between opening and closing ones.

    ``unclosed`` holds the opening marks that nothing closes and ``unopened`` the closing ones that nothing opened.
    """

    marks: tuple[Mark, ...]
    spans: tuple[Span, ...]
    unclosed: tuple[int, ...]
    unopened: tuple[int, ...]

    def inside(self, offset: int) -> bool:
        """Tell whether an offset lies between an opening mark and the mark that closes it."""
        index = bisect_right(self.spans, Span(offset, 1 << 60)) - 1
        return index >= 0 and self.spans[index].start < offset < self.spans[index].end


class _Place(NamedTuple):
    """A mark and what stands around it; beyond the ends of the paragraph there is white space."""

    at: int
    char: str
    left: str
    right: str
    first: bool
    last: bool
    setting: str


class _Prices(NamedTuple):
    """What it costs to read a mark as opening, as closing, as dropped in by mistake."""

    opening: float
    closing: float
    stray: float


class _Step(NamedTuple):
    """One reading of one mark: its role and price, and the state after it (one letter per open quotation)."""

    role: str
    cost: float
    state: str


class _Reading(NamedTuple):
    """The cheapest way to a state: price, and the roles so far as a chain from the last to the first."""

    cost: float
    chain: "tuple[object, str] | None"


def read_quotes(prose: str, blocks: Sequence[Span]) -> Quotes:
    """Read the double quotation marks of each paragraph; an open quotation may run on into the next one."""
    marks: list[Mark] = []
    spans: list[Span] = []
    unclosed: list[int] = []
    unopened: list[int] = []
    for index, block in enumerate(blocks):
        places = _places(prose, block)
        resumed = index + 1 < len(blocks) and prose[blocks[index + 1].start] in '“"«„' and not _is_told(prose, block)
        roles = _roles(prose, block, places, resumed=resumed)
        marks += [
            Mark(place.at, _PLAIN.get(role, role), _is_flipped(place, role))
            for place, role in zip(places, roles, strict=True)
            if role != "inch"
        ]
        left_open = _pair(places, roles, spans, unclosed, unopened)
        if left_open:
            spans.append(Span(left_open[0], block.end))
            unclosed += left_open if not resumed else left_open[1:]
    return Quotes(tuple(marks), tuple(spans), tuple(sorted(unclosed)), tuple(unopened))


def _is_told(prose: str, block: Span) -> bool:
    """Tell whether a paragraph ends with who said it, so that no quotation runs on from it."""
    return _TOLD.search(prose, max(block.start, block.end - _TAIL), block.end) is not None


def _pair(
    places: list[_Place], roles: list[str], spans: list[Span], unclosed: list[int], unopened: list[int]
) -> list[int]:
    """Join opening to closing marks; return the opening ones that the paragraph leaves open."""
    opened: list[int] = []
    for place, role in zip(places, roles, strict=True):
        if role == "restart":
            spans.append(Span(opened[0], place.at))
            unclosed += opened
            opened = [place.at]
        elif role in {"open", "nest"}:
            opened.append(place.at)
        elif role in {"close", "close low"} and opened:
            start = opened.pop()
            if not opened:
                spans.append(Span(start, place.at + 1))
        elif role == "close":
            unopened.append(place.at)
    return opened


def _places(prose: str, block: Span) -> list[_Place]:
    found = []
    for match in _MARK.finditer(prose, block.start, block.end):
        at = match.start()
        if match.group() == '"' and _FEET.match(prose, at):
            continue
        left = prose[at - 1] if at > block.start else " "
        right = prose[at + 1] if at + 1 < block.end else " "
        if right == "." and prose[at + 1 : at + 4] == "...":
            right = "…"
        setting = _setting(left, right)
        found.append(_Place(at, match.group(), left, right, at == block.start, at + 1 == block.end, setting))
    return found


def _setting(left: str, right: str) -> str:
    opens = left.isspace() or left in "([{—–-/‘':"
    closes = right.isspace() or right in ".,;:!?)]}—–-/’'"
    if opens and not closes:
        return "open"
    if closes and not opens:
        return "close"
    return "between" if opens else "glued"


def _roles(prose: str, block: Span, places: list[_Place], *, resumed: bool) -> list[str]:
    """Return the role of each mark in the cheapest reading of the paragraph."""
    readings = {"": _Reading(0.0, None)}
    for place in places:
        prices = _Prices(_open_cost(place), _close_cost(prose, block, place), _stray_cost(prose, block, place))
        after: dict[str, _Reading] = {}
        for state, (cost, chain) in readings.items():
            for step in _steps(place, prices, state):
                total = cost + step.cost
                if step.state not in after or total < after[step.state].cost:
                    after[step.state] = _Reading(total, (chain, step.role))
        least = min(reading.cost for reading in after.values())
        readings = {state: reading for state, reading in after.items() if reading.cost <= least + _BEAM}
    free = 1 if resumed else 0
    best = min(readings.items(), key=lambda item: item[1].cost + _UNPAIRED * max(0, len(item[0]) - free))
    return _unroll(best[1].chain)


def _unroll(chain: object) -> list[str]:
    roles: list[str] = []
    while isinstance(chain, tuple):
        chain, role = chain
        roles.append(role)
    return roles[::-1]


def _steps(place: _Place, prices: _Prices, state: str) -> list[_Step]:
    low = "l" if place.char == "„" else "a"
    opening, closing, stray = prices
    steps = []
    if not state:
        steps += [_Step("open", opening, low), _Step("close", closing + _UNPAIRED, "")]
    else:
        if state[-1] == "l" and place.char == "“":
            steps.append(_Step("close low", max(0.0, closing - _FLIPPED), state[:-1]))
        steps.append(_Step("close", closing, state[:-1]))
        steps.append(_Step("restart", opening + _UNPAIRED * len(state), low))
        steps.append(_Step("stray", stray, state))
        if len(state) == 1:
            steps.append(_Step("nest", opening + _NESTED, state + low))
    if place.char == '"' and place.left.isdigit():
        steps.append(_Step("inch", _INCH, state))
    return steps


def _open_cost(place: _Place) -> float:
    cost = _FLIPPED if place.char in CLOSING else 0.0
    if place.last:
        return cost + _IMPOSSIBLE
    if place.setting == "open":
        return cost
    if place.setting == "close":
        return cost + _TURNED
    if place.setting == "between":
        return cost + (_EITHER if place.right.isspace() or place.right in "—–-/’'" else _TURNED)
    return cost + (_EITHER * 1.5 if place.left in ",.!?" else _EITHER)


def _close_cost(prose: str, block: Span, place: _Place) -> float:
    cost = _FLIPPED if place.char in OPENING else 0.0
    if place.first:
        return cost + _IMPOSSIBLE
    if place.setting == "open":
        cost += _TURNED
    elif place.setting == "between":
        cost += _EITHER if place.right.isspace() and not place.last else _EITHER / 2
    elif place.setting == "glued":
        cost += _EITHER / 2 if place.left in ",.!?" else _EITHER
    if cost and _is_attributed(prose, block, place):
        cost = max(0.0, cost - _ATTRIBUTED)
    return cost


def _is_attributed(prose: str, block: Span, place: _Place) -> bool:
    """Tell whether a comma or stop stands before the mark, and "somebody said" after it."""
    before = place.at - 2 if place.left.isspace() else place.at - 1
    if before < block.start or prose[before] not in ",.!?":
        return False
    return _SAYS.match(prose, place.at + 1, block.end) is not None


def _stray_cost(prose: str, block: Span, place: _Place) -> float:
    """Return a low price where speech runs on: a stop, a closing mark, a stop, a lower-case word."""
    if place.left in ".,!?" and _SEAM.match(prose, place.at + 1, block.end):
        return 0.5
    if place.left == "." and _RUNS_ON.match(prose, place.at + 1, block.end):
        return 1.5
    return _STRAY


def _is_flipped(place: _Place, role: str) -> bool:
    if role in {"stray", "close low"}:
        return False
    if place.char == '"':
        return place.setting == ("open" if role == "close" else "close")
    return (place.char in OPENING) is (role == "close")
