"""What a rule demands of captured groups beyond their place: that they are in a list, agree, are a counted pair."""

from collections.abc import Mapping
from dataclasses import dataclass

from mtcheck.core.model import Span
from mtcheck.core.prepared import STORE
from mtcheck.english import features, lexicon
from mtcheck.rulelang import template
from mtcheck.rulelang.patterns import Lists

_AGREE = STORE.pattern(r"(\w+)\.(word|lemma|tag|number|case|person) (==|!=) (\w+)(\.\2)?")

_COUNTED = STORE.pattern(r"(!?)([^!<>]+?)(?: > (\d+) x ([^!<>]+))?")


@dataclass(frozen=True, slots=True)
class Membership:
    """One of several filled templates is an entry of a list; or none is."""

    templates: tuple[str, ...]
    words: frozenset[str]
    wanted: bool

    def holds(self, values: Mapping[str, str]) -> bool:
        """Tell whether it is so for captured groups."""
        texts = [template.fill(one, values, close_up=True) for one in self.templates]
        return any(text in self.words or text.lower() in self.words for text in texts) is self.wanted


@dataclass(frozen=True, slots=True)
class Agreement:
    """One feature of a captured token is the same as another's, or as a value; or is not."""

    one: str
    other: str | None
    value: str
    feature: str
    same: bool

    def holds(self, values: Mapping[str, str]) -> bool:
        """Tell whether it is so; where a form does not tell its number, case or person, it is not."""
        one = _feature(values.get(self.one, ""), self.feature)
        other = self.value if self.other is None else _feature(values.get(self.other, ""), self.feature)
        return bool(one and other) and (one == other) is self.same


def read_memberships(where: Mapping[str, str], lists: Lists) -> tuple[Membership, ...]:
    """Read conditions such as ``noun: '!list'`` or ``'{noun} {head:lemma}|{noun} {head}': list``.

    Raises:
        FileNotFoundError: there is no such list.
    """
    return tuple(
        Membership(_templates(key), lists(wanted.removeprefix("!")), not wanted.startswith("!"))
        for key, wanted in where.items()
    )


def _templates(key: str) -> tuple[str, ...]:
    return tuple(key.split("|")) if "{" in key else (f"{{{key}}}",)


def read_agreement(text: str) -> Agreement:
    """Read a condition such as ``det.number != noun.number`` or ``noun.number == plural``.

    Raises:
        ValueError: it is none.
    """
    match = _AGREE.fullmatch(text)
    if match is None:
        raise ValueError(f"not of the form 'one.number != other.number' or 'one.number == plural': {text!r}")
    other = match[4] if match[5] else None
    return Agreement(match[1], other, match[4], match[2], match[3] == "==")


@dataclass(frozen=True, slots=True)
class Counted:
    """A pair of words is counted in books, or is not, or is so many times oftener than another."""

    pair: str
    wanted: bool = True
    times: int = 0
    other: str = ""

    @property
    def templates(self) -> tuple[str, ...]:
        """The pairs, as templates."""
        return (self.pair, self.other) if self.other else (self.pair,)

    def holds(self, values: Mapping[str, str]) -> bool:
        """Tell whether it is so; a pair that is not counted is taken to be at the cut where it is compared."""
        count = _count(self.pair, values)
        if not self.other:
            return (count > 0) is self.wanted
        return count > self.times * max(_count(self.other, values), lexicon.CUT)


def _count(pair: str, values: Mapping[str, str]) -> int:
    words = template.fill(pair, values).replace("’", "'").split()
    return lexicon.counted(*words) if len(words) == 2 else 0


def read_counted(text: str) -> Counted:
    """Read a condition such as ``{second} {first}``, ``!{first} {second}`` or ``on {noun} > 30 x in {noun}``.

    Raises:
        ValueError: it is none.
    """
    match = _COUNTED.fullmatch(text)
    pairs = [pair for pair in (match[2], match[4]) if pair] if match else []
    if match is None or (match[1] and match[4]) or any(len(pair.split()) != 2 for pair in pairs):
        raise ValueError(f"not of the form 'one two', '!one two' or 'one two > 30 x three four': {text!r}")
    return Counted(match[2], not match[1], int(match[3] or 0), match[4] or "")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The text has one of several filled templates as whole words outside a place; or has none."""

    templates: tuple[str, ...]
    wanted: bool

    def holds(self, values: Mapping[str, str], prose: str, span: Span) -> bool:
        """Tell whether it is so for captured groups and the place where they stand."""
        return any(_outside(template.fill(one, values), prose, span) for one in self.templates) is self.wanted


def _outside(text: str, prose: str, span: Span) -> bool:
    at = prose.find(text) if text else -1
    while at >= 0:
        end = at + len(text)
        inside = at < span.end and span.start < end
        if not inside and not (_joined(prose, at) or _joined(prose, end)):
            return True
        at = prose.find(text, at + 1)
    return False


def _joined(prose: str, at: int) -> bool:
    """Tell whether a place lies inside a word."""
    return 0 < at < len(prose) and prose[at - 1].isalnum() and prose[at].isalnum()


def read_elsewhere(text: str) -> Elsewhere:
    """Read a condition such as ``{word}``, ``!{first} {second}`` or ``{noun}|{noun}s``."""
    return Elsewhere(tuple(text.removeprefix("!").split("|")), not text.startswith("!"))


def _feature(word: str, feature: str) -> str:
    tag = getattr(word, "tag", "")
    if feature == "tag":
        return tag
    if feature in {"number", "case", "person"}:
        return str(getattr(features, feature)(word, tag))
    return template.FILTERS["lemma"](word) if feature == "lemma" else word.lower()
