"""What each double quotation mark of a paragraph most likely is: the cheapest of all readings of its marks."""

from typing import NamedTuple

from mtcheck.core.model import Span
from mtcheck.core.prepared import STORE

OPENING = "“«„"
CLOSING = "”»"

SAYING = (
    "said|says|say|saying|told|tells|adds|added|asks|asked|wrote|writes|explains|explained|notes|noted|stated|states|"
    "replied|replies|continued|continues|concluded|concludes|insisted|insists|warned|warns|argued|argues|claimed|"
    "claims|recalled|recalls|announced|declared|admitted|stressed|remarked|commented|commenting|answered|responded|"
    "reported|reads|read|tweeted|posted|shouted|cried|exclaimed|quipped|joked|pointed out|points out|according to"
)
"""Verbs of speech, as a choice for a pattern."""

_MARK = STORE.pattern(r"[“”«»„\"]")
_FEET = STORE.pattern(r"(?<=\d['’′]\s?\d{1,2})\"")
_SAYS = STORE.pattern(rf"(?:[^.!?\n“”«»„\"]|(?<=\b\p{{Lu}}\p{{L}}{{0,3}})\.){{0,120}}?\b(?:{SAYING})\b")
_SEAM = STORE.pattern(r"\s*[.,](?:\s+\p{Ll}|\s*$)")
_RUNS_ON = STORE.pattern(rf"\s+(?!(?:he|she|they|it|we|i|the|a|an|{SAYING})\b)\p{{Ll}}")

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
_CARRIED = "c"
"""The state in which a paragraph begins when a quotation runs on from an earlier one."""


class Place(NamedTuple):
    """A mark and what stands around it; beyond the ends of the paragraph there is white space."""

    at: int
    char: str
    left: str
    right: str
    first: bool
    last: bool
    setting: str


class Reading(NamedTuple):
    """The roles of the marks of a paragraph, and whether a quotation from before is open behind them."""

    roles: list[str]
    carried: bool


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


class _Way(NamedTuple):
    """The cheapest way to a state: price, and the roles so far as a chain from the last to the first."""

    cost: float
    chain: "tuple[object, str] | None"


def places_of(prose: str, block: Span) -> list[Place]:
    """Return the double quotation marks of a paragraph with their surroundings."""
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
        found.append(Place(at, match.group(), left, right, at == block.start, at + 1 == block.end, setting))
    return found


def _setting(left: str, right: str) -> str:
    opens = left.isspace() or left in "([{—–-/‘':"
    closes = right.isspace() or right in ".,;:!?)]}—–-/’'"
    if opens and not closes:
        return "open"
    if closes and not opens:
        return "close"
    return "between" if opens else "glued"


def read_marks(prose: str, block: Span, places: list[Place], *, resumed: bool, carried: bool) -> Reading:
    """Return the cheapest reading of a paragraph.

    ``resumed`` says that the next paragraph begins with a mark, ``carried`` that a quotation may run on into this one.
    """
    readings = {"": _Way(0.0, None)}
    if carried:
        readings[_CARRIED] = _Way(0.0, None)
    for place in places:
        prices = _Prices(
            _open_cost(prose, block, place), _close_cost(prose, block, place), _stray_cost(prose, block, place)
        )
        after: dict[str, _Way] = {}
        for state, (cost, chain) in readings.items():
            for step in _steps(place, prices, state):
                total = cost + step.cost
                if step.state not in after or total < after[step.state].cost:
                    after[step.state] = _Way(total, (chain, step.role))
        least = min(reading.cost for reading in after.values())
        readings = {state: reading for state, reading in after.items() if reading.cost <= least + _BEAM}
    free = 1 if resumed else 0

    def price(item: tuple[str, _Way]) -> float:
        own = item[0].removeprefix(_CARRIED)
        return item[1].cost + _UNPAIRED * max(0, len(own) - free)

    state, way = min(readings.items(), key=price)
    return Reading(_unroll(way.chain), state.startswith(_CARRIED))


def _unroll(chain: object) -> list[str]:
    roles: list[str] = []
    while isinstance(chain, tuple):
        chain, role = chain
        roles.append(role)
    return roles[::-1]


def _steps(place: Place, prices: _Prices, state: str) -> list[_Step]:
    low = "l" if place.char == "„" else "a"
    opening, closing, stray = prices
    steps = []
    if not state:
        steps += [_Step("open", opening, low), _Step("close", closing + _UNPAIRED, "")]
    else:
        if state[-1] == "l" and place.char == "“":
            steps.append(_Step("close low", max(0.0, closing - _FLIPPED), state[:-1]))
        steps.append(_Step("close carried" if state == _CARRIED else "close", closing, state[:-1]))
        if not state.startswith(_CARRIED):
            steps.append(_Step("restart", opening + _UNPAIRED * len(state), low))
        steps.append(_Step("stray", stray, state))
        if len(state) == 1:
            steps.append(_Step("nest", opening + _NESTED, state + low))
    if place.char == '"' and place.left.isdigit():
        steps.append(_Step("inch", _INCH, state))
    return steps


def _open_cost(prose: str, block: Span, place: Place) -> float:
    cost = _FLIPPED if place.char in CLOSING else 0.0
    if place.setting == "close" and _is_attributed(prose, block, place):
        return cost + _IMPOSSIBLE
    if place.last:
        return cost + _IMPOSSIBLE
    if place.setting == "open":
        return cost
    if place.setting == "close":
        return cost + _TURNED
    if place.setting == "between":
        return cost + (_EITHER if place.right.isspace() or place.right in "—–-/’'" else _TURNED)
    return cost + (_EITHER * 1.5 if place.left in ",.!?" else _EITHER)


def _close_cost(prose: str, block: Span, place: Place) -> float:
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


def _is_attributed(prose: str, block: Span, place: Place) -> bool:
    """Tell whether a comma or stop stands before the mark, and "somebody said" after it."""
    before = place.at - 2 if place.left.isspace() else place.at - 1
    if before < block.start or prose[before] not in ",.!?":
        return False
    return _SAYS.match(prose, place.at + 1, block.end) is not None


def _stray_cost(prose: str, block: Span, place: Place) -> float:
    """Return a low price where speech runs on: a stop, a closing mark, a stop, a lower-case word."""
    if place.left in ".,!?" and _SEAM.match(prose, place.at + 1, block.end):
        return 0.5
    if place.left == "." and _RUNS_ON.match(prose, place.at + 1, block.end):
        return 1.5
    return _STRAY
