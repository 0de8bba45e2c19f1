"""The passes: each reads documents and yields findings. A pass is a folder here and a line in PASSES."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import entry_points
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self, runtime_checkable

from mtcheck.core.choice import Choice
from mtcheck.core.engines import RULES as RULES
from mtcheck.core.faults import described
from mtcheck.core.limits import Limits, within
from mtcheck.core.model import Finding
from mtcheck.core.report import Heard
from mtcheck.core.settings import Config, ConfigError, nearest
from mtcheck.core.telling import Tell, tell_nobody
from mtcheck.document import Document
from mtcheck.rulelang.rule import Rule


class Unavailable(Exception):
    """A pass that cannot run; the message says what to do."""


class Unfinished(Exception):
    """A pass that gave all the findings it could but left part of its work undone; the message says which."""


class Checked(NamedTuple):
    """What a pass says of one document: its findings, placed in ``prose``, and what it could not check."""

    findings: list[Finding]
    troubles: list[str]


@dataclass(frozen=True, slots=True)
class Explained:
    """What a person is told of a rule that has no card: what it finds, severity, category, why, whether it is on."""

    finds: str
    severity: str
    category: str
    why: str = ""
    state: str = "on"


class Pass(Protocol):
    """What a run asks of a pass. It is entered once per run and starts what it needs on first use."""

    @property
    def name(self) -> str:
        """The name that settings, reports and the beginnings of its rule ids use."""

    @property
    def version(self) -> str:
        """What determines its findings beside the text; may be fuller once it has been asked something."""

    @property
    def single(self) -> bool:
        """Whether it must run in one process, since it has threads or a server of its own."""

    def rule_ids(self) -> Iterable[str]:
        """Return every id that a finding may carry; one that ends in ``.*`` stands for all that begin so."""

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield findings placed in ``document.prose``.

        Raises:
            Unavailable: the pass cannot run at all.
            Unfinished: after its findings, when some could not be looked for.
        """

    def check_many(self, documents: Sequence[Document]) -> list[Checked]:
        """Return what it says of each document; ``one_by_one`` does where asking for many at once gains nothing.

        Raises:
            Unavailable: the pass cannot run at all.
        """

    def __enter__(self) -> Self:
        """Make ready."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop what was started."""


@runtime_checkable
class Reviewer(Protocol):
    """A pass that also has a say on what all passes found, its own findings among them."""

    def review(self, document: Document, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings that stand.

        Raises:
            Unavailable: the pass cannot run at all.
        """


@runtime_checkable
class Hears(Protocol):
    """A pass that also knows how fluent each sentence reads."""

    def heard(self, document: Document) -> Iterable[Heard]:
        """Yield how each sentence of a document that was checked reads, placed in ``text``; nothing is read anew."""


@runtime_checkable
class Explains(Protocol):
    """A pass that can say what its ids mean; one that cannot is only named."""

    def explain(self, rule: str) -> Explained | None:
        """Return what a finding with this id means, or None if there is no such id."""


@runtime_checkable
class Reports(Protocol):
    """A pass that says what it did beside finding, such as where it sent texts."""

    def notes(self) -> list[str]:
        """Return what the reader of the report should know."""


class Memory(Protocol):
    """What a pass may remember of pieces of texts from run to run; what it gets back may be anybody's bytes."""

    def get(self, key: bytes) -> bytes | None:
        """Return what was put under a key, if it is still there."""

    def put(self, key: bytes, data: bytes) -> None:
        """Remember bytes under a key."""


class _Single(Protocol):
    @property
    def name(self) -> str: ...

    def check(self, document: Document) -> Iterable[Finding]: ...


def one_by_one(self: _Single, documents: Sequence[Document]) -> list[Checked]:
    """Check documents one after the other; a pass takes it as its ``check_many``.

    What goes over its limits, or meets a fault, is a trouble of that document; the findings up to there are kept.

    Raises:
        Unavailable: the pass cannot run at all.
    """
    return [_checked(self, document, document.limits) for document in documents]


_PATIENT = Limits(seconds_per_1000=120.0, megabytes=2_000.0)
"""Several minutes for an article, and room for the weights of a model."""


def unhurried(self: _Single, documents: Sequence[Document]) -> list[Checked]:
    """Do as ``one_by_one`` does, with limits for a pass that is slow and large by nature, such as a language model.

    Raises:
        Unavailable: the pass cannot run at all.
    """
    return [_checked(self, document, _PATIENT) for document in documents]


def _checked(one: _Single, document: Document, limits: Limits) -> Checked:
    checked = Checked([], [])
    try:
        with within(limits, len(document.prose), one.name):
            for finding in one.check(document):
                checked.findings.append(finding)
    except Unavailable:
        raise
    except Unfinished as error:
        checked.troubles.append(str(error))
    except Exception as error:  # noqa: BLE001  (one text's fault is not the others')
        checked.troubles.append(described(error))
    return checked


@dataclass(frozen=True, slots=True)
class Setup:
    """What a pass is made from: the settings, which rules are on, the rules of all packs that are on.

    ``memory`` is there where the run remembers anything; ``tell`` is called with how far a slow pass is.
    """

    config: Config = field(default_factory=Config)
    choice: Choice = field(default_factory=Choice)
    rules: Sequence[Rule] = ()
    memory: Memory | None = None
    tell: Tell = tell_nobody


MODEL = "model"
"""The pass that asks a language model; rules that need it are off where it does not run."""

CHAT = "chat"
"""The pass that asks a large language model on a server."""

UNPROVEN = frozenset({CHAT})
"""Passes whose findings stand only where the language model, if it runs too, finds their fixes no less likely."""

PASSES = {
    RULES: "mtcheck.passes.rules.engine",
    "harper": "mtcheck.passes.harper.engine",
    "languagetool": "mtcheck.passes.languagetool.engine",
    MODEL: "mtcheck.passes.model.engine",
    CHAT: "mtcheck.passes.chat.engine",
}
"""Name → module with a function ``make(setup) -> Pass``. A new pass adds one line; the order breaks ties in settle."""

GROUP = "mtcheck.passes"
"""The entry points by which another package adds a pass: a name, and a function like ``make``."""


def make(name: str, setup: Setup) -> Pass:
    """Return a pass by its name.

    Raises:
        ConfigError: there is none of that name.
    """
    if name in PASSES:
        maker: Any = import_module(PASSES[name]).make
    else:
        (maker,) = [one.load() for one in entry_points(group=GROUP, name=name)] or [None]
    if maker is None:
        known = [*PASSES, *entry_points(group=GROUP).names]
        raise ConfigError(f"no pass is called {name!r}{nearest(name, known)}")
    made: Pass = maker(setup)
    return made
