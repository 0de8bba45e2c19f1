"""The embeddings of a model's tokens, kept in 8 bits: most stay in their file, those of common words come to memory."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_MIDDLE = 128
_AT_ONCE = 8192
"""Rows read from the file at a time."""


class Embedding:
    """The rows of all tokens.

    The page of the file around each row that is asked for comes to memory with it and stays, so rows that lie apart
    cost much more than they hold; ``hold`` takes those that will be asked for often.
    """

    def __init__(self, folder: Path) -> None:
        """Open the files."""
        import numpy as np

        self._files = [np.load(folder / name, mmap_mode="r") for name in ("embedding.npy", "scales.npy")]
        self._tables: list[Array] = [file[:0] for file in self._files]
        self._held: Array = np.full(len(self._files[0]), -1, np.int32)

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self._held)

    def hold(self, tokens: "Array") -> None:
        """Take the rows of some tokens to memory, in place of those that were there."""
        import numpy as np

        wanted = np.unique(tokens)
        self._tables = [_picked(file, wanted) for file in self._files]
        self._held[:] = -1
        self._held[wanted] = np.arange(len(wanted), dtype=np.int32)

    def rows(self, tokens: Sequence[int]) -> "Array":
        """Return the embeddings of tokens, a row each."""
        import numpy as np

        places = self._held[np.asarray(tokens, np.int64)]
        numbers, scales = (self._gathered(index, tokens, places) for index in (0, 1))
        made: Array = (numbers.astype(np.float32) - _MIDDLE) * scales[:, :, None]
        return made.reshape(len(tokens), made.shape[1] * made.shape[2])

    def _gathered(self, index: int, tokens: Sequence[int], places: "Array") -> "Array":
        import numpy as np

        file, table = self._files[index], self._tables[index]
        if len(table) and (places >= 0).all():
            found: Array = table[places]
            return found
        found = np.empty((len(tokens), *file.shape[1:]), file.dtype)
        here = places >= 0
        found[here] = table[places[here]]
        found[~here] = file[np.asarray(tokens, np.int64)[~here]]
        return found


def _picked(file: "Array", wanted: "Array") -> "Array":
    """Return rows of an array in a file, read through without mapping it to memory."""
    import numpy as np

    made: Array = np.empty((len(wanted), *file.shape[1:]), file.dtype)
    width, (path, offset) = int(np.prod(file.shape[1:])), (file.filename, file.offset)  # type: ignore[attr-defined]
    for start in range(0, len(file), _AT_ONCE):
        low, high = np.searchsorted(wanted, [start, start + _AT_ONCE])
        if low < high:
            skipped = offset + start * width * file.itemsize
            block = np.fromfile(path, file.dtype, min(_AT_ONCE, len(file) - start) * width, offset=skipped)
            made[low:high] = block.reshape(-1, *file.shape[1:])[wanted[low:high] - start]
    return made
