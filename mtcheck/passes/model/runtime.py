"""The one interface to a language model: tokenise, read a text once, score several continuations of it.

Another runtime needs the three methods of ``LanguageModel`` and nothing else. This one runs the graphs that
``convert`` wrote with ONNX Runtime. What a call returns depends on the text given to that call alone.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from mtcheck.passes import Unavailable
from mtcheck.passes.model import encoding
from mtcheck.passes.model.embedding import Embedding

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

STRANGE = -16.0
"""The log-probability, in nats, of a token outside the scored part of the vocabulary."""
_ROWS = 16
"""Log-probabilities over the vocabulary are computed for so many tokens at a time, to bound memory."""
_HIDDEN = -1e9


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What the runtime must know of a converted model beside its graphs."""

    gemma: bool
    layers: int
    width: int
    kv_heads: int
    head: int
    bases: list[float]
    start: int


class Branch(NamedTuple):
    """A continuation: how many of the tokens read stand before it, and its own tokens."""

    prefix: int
    tokens: tuple[int, ...]


class Reading:
    """A text that was read: the keys and values of its tokens, and what was expected at each place."""

    def __init__(
        self, tokens: tuple[int, ...], memory: "Array", every: "Array", slots: "Array", context: int = 1
    ) -> None:
        """Hold what the decoder gave: the rows of ``every`` are the log-probabilities of what follows a token.

        The first row is that of the last token of the context, of which nothing else is asked.
        """
        import numpy as np

        self.tokens = tokens
        self.memory = memory
        self.every = every
        self._slots = slots
        self._context = context
        inner = [self.expected(place, tokens[place]) for place in range(context, len(tokens))]
        self.scores = np.array([0.0] * context + inner)
        """The log-probability of each token in nats; 0 for those of the context."""

    def row(self, place: int) -> "Array":
        """Return the log-probabilities in nats of what may stand at a place, given all before it."""
        found: Array = self.every[place - self._context]
        return found

    def expected(self, place: int, token: int) -> float:
        """Return the log-probability in nats of a token at a place, given all before it."""
        slot = self._slots[token]
        return float(self.row(place)[slot]) if slot >= 0 else STRANGE


class LanguageModel:
    """A converted model, loaded."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Load a model; ``threads`` of 0 takes one per core.

        Raises:
            Unavailable: a file is missing or broken, or the runtime is not installed.
        """
        try:
            self._load(folder, threads)
        except ImportError as error:
            raise Unavailable(f"{error}; install the runtime with: pip install 'mtcheck[model]'") from error
        except Exception as error:  # the runtime and the tokenizer raise types of their own
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise Unavailable(f"the model in {folder} cannot be loaded ({reason}); install it again") from error
        self._encoded: dict[str, tuple[int, ...]] = {}
        self.scored = 0
        """How many tokens went through the decoder so far."""

    def _load(self, folder: Path, threads: int) -> None:
        import numpy as np
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leaves the cores to others
        options.log_severity_level = 3
        self.card = msgspec.json.decode((folder / "card.json").read_bytes(), type=Card)
        sessions = [
            onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in ("head.onnx", "decoder.onnx")  # the head first: while it loads it takes twice its size
        ]
        self._head, self._decoder = sessions
        self._embedding = Embedding(folder)
        self.rows: Array = np.load(folder / "rows.npy")
        self.slots: Array = np.full(len(self._embedding), -1)
        self.slots[self.rows] = np.arange(len(self.rows))
        card = self.card
        self._encoder = encoding.opened(folder / "tokenizer.json", gemma=card.gemma)
        self._empty = np.zeros((2 * card.layers, card.kv_heads, 1, 0, card.head), np.float32)
        self._turns = [base ** (-np.arange(0, card.head, 2) / card.head) for base in card.bases]

    def encode(self, piece: str) -> tuple[int, ...]:
        """Return the tokens of a run of characters between two white spaces, the white space before it included."""
        known = self._encoded.get(piece)
        if known is None:
            known = self._encoder.encode(piece)
            if len(self._encoded) < 100_000:
                self._encoded[piece] = known
        return known

    def words(self) -> Iterator[tuple[int, str]]:
        """Yield the lower-case words that are one token with the space before them, by their place in ``every``."""
        for token, number in sorted(self._encoder.numbers.items(), key=lambda entry: entry[1]):
            word = token[1:]
            if token[:1] in "Ġ▁" and word.isascii() and word.isalpha() and word.islower() and self.slots[number] >= 0:
                yield int(self.slots[number]), word

    def read(self, tokens: Sequence[int], context: int = 1) -> Reading:
        """Read a text, given as tokens of which the first is ``card.start``; so many are only what stands before it."""
        import numpy as np

        size = len(tokens)
        mask = np.triu(np.full((size, size), _HIDDEN, np.float32), 1)
        hidden, memory = self._decode(list(tokens), np.arange(size), self._empty, mask)
        every = np.empty((size - context + 1, len(self.rows)), np.float32)
        for at in range(0, len(every), _ROWS):
            rows = hidden[context - 1 + at : context - 1 + at + _ROWS]
            every[at : at + _ROWS] = self._head.run(["every"], self._asked(rows))[0]
        return Reading(tuple(tokens), memory, every, self.slots, context)

    def score(self, reading: Reading, branches: Sequence[Branch]) -> list["Array"]:
        """Return for each branch the log-probabilities in nats of its tokens but the first, given what precedes."""
        import numpy as np

        fed = [token for branch in branches for token in branch.tokens[:-1]]
        wanted = np.array([token for branch in branches for token in branch.tokens[1:]])
        lengths = [len(branch.tokens) - 1 for branch in branches]
        if not fed:
            return [np.zeros(0) for _ in branches]
        owner = np.repeat(np.arange(len(branches)), lengths)
        prefix = np.repeat([branch.prefix for branch in branches], lengths)
        place = np.concatenate(
            [branch.prefix + np.arange(size) for branch, size in zip(branches, lengths, strict=True)]
        )
        before = np.arange(len(reading.tokens))[None] < prefix[:, None]
        beside = (owner[:, None] == owner[None]) & (place[None] <= place[:, None])
        mask = np.where(np.concatenate([before, beside], axis=1), np.float32(0), np.float32(_HIDDEN))
        hidden, _ = self._decode(fed, place, reading.memory, mask)
        return np.split(self._picked(hidden, wanted), np.cumsum(lengths)[:-1])

    def hold(self, slots: "Array") -> None:
        """Keep the embeddings of the tokens of some places in ``every`` in memory: they will be asked for often."""
        self._embedding.hold(self.rows[slots])

    def direction(self, piece: str) -> "Array":
        """Return the mean embedding of a piece, of length 1."""
        import numpy as np

        mean = self._embedded(list(self.encode(piece))).mean(axis=0)
        found: Array = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return found

    def nearness(self, piece: str, tokens: Sequence[int]) -> "Array":
        """Return the cosines between the directions of tokens and that of a piece."""
        import numpy as np

        table = self._embedded(list(tokens))
        lengths = np.maximum(np.linalg.norm(table, axis=1), 1e-9)
        found: Array = table @ self.direction(piece) / lengths
        return found

    def _picked(self, hidden: "Array", wanted: "Array") -> "Array":
        import numpy as np

        slots = self.slots[wanted]
        parts = []
        for at in range(0, len(hidden), _ROWS):
            targets = np.maximum(slots[at : at + _ROWS], 0)[:, None]
            parts.append(self._head.run(["picked"], self._asked(hidden[at : at + _ROWS], targets))[0][:, 0])
        return np.where(slots < 0, STRANGE, np.concatenate(parts))

    def _asked(self, hidden: "Array", targets: "Array | None" = None) -> dict[str, "Array"]:
        import numpy as np

        return {"hidden": hidden, "targets": np.zeros((len(hidden), 1), np.int64) if targets is None else targets}

    def _decode(self, tokens: list[int], places: "Array", past: "Array", mask: "Array") -> tuple["Array", "Array"]:
        import numpy as np

        self.scored += len(tokens)
        given = {"embedded": self._embedded(tokens), "past": past, "mask": mask}
        for index, turns in enumerate(self._turns):
            angles = np.tile(places[:, None] * turns[None], 2)[:, None, None]
            given[f"cos{index}"] = np.cos(angles).astype(np.float32)
            given[f"sin{index}"] = np.sin(angles).astype(np.float32)
        hidden, present = self._decoder.run(["hidden", "present"], given)
        return hidden, present

    def _embedded(self, tokens: list[int]) -> "Array":
        import numpy as np

        made = self._embedding.rows(tokens)
        return made * np.float32(self.card.width**0.5) if self.card.gemma else made
