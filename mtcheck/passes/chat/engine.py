"""The pass that asks a chat server about a text, piece by piece, several at a time."""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self

import msgspec

from mtcheck.core.counted import counted
from mtcheck.core.engines import Chat
from mtcheck.core.model import Finding
from mtcheck.document import Document
from mtcheck.passes import CHAT, Checked, Explained, Memory, Setup, Unavailable, Unfinished
from mtcheck.passes.chat import question
from mtcheck.passes.chat.edits import Edit, believed
from mtcheck.passes.chat.kinds import INSERTED, KINDS, LEFT_OUT, WEIGHTS
from mtcheck.passes.chat.pieces import Piece, Place, places
from mtcheck.passes.chat.question import Said
from mtcheck.passes.chat.server import Server, Unanswered
from mtcheck.rulelang import template

CONFIDENCE = 0.6
"""Below that of all other passes, which win where both find the same defect."""
_REMEMBERED = msgspec.msgpack.Decoder(list[Said])


class _Outcome(NamedTuple):
    """What was said of a piece, or why nothing was."""

    said: list[Said]
    trouble: str | None = None


class ChatPass:
    """Asks the server when the first text comes; what it said of a piece is remembered from run to run."""

    name = CHAT
    single = True

    def __init__(self, setup: Setup) -> None:
        """Take the settings and the memory of a run."""
        self._choice = setup.choice
        self._memory: Memory | None = setup.memory
        self._tell = setup.tell
        self._settings: Chat = setup.config.chat
        self._server = Server(self._settings)
        self._said = self._stood = 0

    @property
    def version(self) -> str:
        """The model, for whose name the server is asked if the settings do not say it, and the question."""
        with suppress(Unavailable):  # the first text meets the same trouble
            self._server.connect()
        return f"{self.name} {self._server.model or 'unnamed'} question {question.version()}"

    def rule_ids(self) -> list[str]:
        """Return an id for each kind of error."""
        return [f"{self.name}.{kind}" for kind in KINDS]

    def explain(self, rule: str) -> Explained | None:
        """Say what a kind of error is."""
        kind = KINDS.get(rule.removeprefix(f"{self.name}."))
        if kind is None:
            return None
        finds = f"What a large language model takes for {kind.about}."
        return Explained(finds, f"{kind.most.label} at the most", kind.category, kind.why)

    def notes(self) -> list[str]:
        """Return what was sent where, and how much of what came back was believed."""
        sent = self._server.sent
        if not sent:
            return []
        return [
            f"{counted(sent['pieces'], 'piece')} of text ({sent['characters']:,} characters) went to "
            f"{self._settings.url}, model {self._server.model[:100]}",
            f"of {counted(self._said, 'error')} that it named, {self._stood} passed the checks",
        ]

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop nothing: each check ends its own threads."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield the findings of a document.

        Raises:
            Unavailable: nothing can be asked (any more).
            Unfinished: after the findings, when a part of the document could not be checked.
        """
        [(found, troubles)] = self.check_many([document])
        yield from found
        if troubles:
            raise Unfinished("; ".join(troubles))

    def check_many(self, documents: Sequence[Document]) -> list[Checked]:
        """Return for each document its findings and what of it could not be checked.

        Raises:
            Unavailable: nothing can be asked (any more).
        """
        results = [Checked([], []) for _ in documents]
        asked = [place for number, document in enumerate(documents) for place in places(number, document)]
        outcomes = self._outcomes(list(dict.fromkeys(place.piece for place in asked)))
        for place in asked:
            said, trouble = outcomes[place.piece]
            findings, troubles = results[place.document]
            findings += self._findings(said, place, documents[place.document])
            if trouble and trouble not in troubles:
                troubles.append(trouble)
        return results

    def _outcomes(self, pieces: Sequence[Piece]) -> dict[Piece, _Outcome]:
        """Return what was said of each piece, now or in an earlier run."""
        if pieces:
            self._server.connect()
        known = {piece: said for piece in pieces if (said := self._remembered(piece)) is not None}
        fresh = [piece for piece in pieces if piece not in known]
        outcomes = {piece: _Outcome(said) for piece, said in known.items()}
        if not fresh:
            return outcomes
        with ThreadPoolExecutor(min(len(fresh), self._settings.requests), CHAT) as threads:
            try:
                for number, (piece, outcome) in enumerate(zip(fresh, threads.map(self._ask, fresh), strict=True), 1):
                    outcomes[piece] = outcome
                    if outcome.trouble is None and self._memory:
                        self._memory.put(self._key(piece), msgspec.msgpack.encode(outcome.said))
                    self._tell(f"pieces read by {self._server.model[:40]}", number, len(fresh))
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                raise
        return outcomes

    def _ask(self, piece: Piece) -> _Outcome:
        try:
            return _Outcome(self._server.ask(piece))
        except Unanswered as error:
            return _Outcome([], str(error))

    def _remembered(self, piece: Piece) -> list[Said] | None:
        data = self._memory.get(self._key(piece)) if self._memory else None
        try:
            return _REMEMBERED.decode(data) if data is not None else None
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None

    def _key(self, piece: Piece) -> bytes:
        parts = [self.version, piece.before, piece.text, piece.after]
        return hashlib.sha256(msgspec.msgpack.encode(parts)).digest()

    def _findings(self, said: Sequence[Said], place: Place, document: Document) -> Iterator[Finding]:
        done: set[Edit] = set()
        for one in said:
            self._said += 1
            edit = believed(one, place.span, document)
            if edit is None or edit in done:
                continue
            done.add(edit)
            self._stood += 1
            rule = f"{self.name}.{one.category}"
            if self._choice.on(rule):
                yield _finding(rule, one, edit, document.prose)


def make(setup: Setup) -> ChatPass:
    """Return the pass for a run."""
    return ChatPass(setup)


def _finding(rule: str, said: Said, edit: Edit, prose: str) -> Finding:
    kind = KINDS[said.category]
    text = edit.span.of(prose)
    message = kind.message if text.strip() and edit.text else LEFT_OUT if text.strip() else INSERTED
    return Finding(
        span=edit.span,
        rule=rule,
        found_by=CHAT,
        message=template.fill(message, {"text": text.strip(), "fix": edit.text.strip()}),
        severity=min(kind.most, WEIGHTS[said.severity]),
        category=kind.category,
        fixes=(edit.text,),
        confidence=CONFIDENCE,
    )
