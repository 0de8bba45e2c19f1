"""Reads a GGUF file: the shape of the model, its weights as plain numbers, its vocabulary.

Two families of decoders are understood: ``llama`` (Llama, SmolLM2 and what shares their layout) and ``gemma3``.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtcheck.passes import Unavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

ARCHITECTURES = ("llama", "gemma3")
_LOCAL_BASE = 10_000.0
"""The rotary base of Gemma 3's layers that look at a window only; each sixth layer looks at everything."""
_GLOBAL_EVERY = 6


@dataclass(frozen=True, slots=True)
class Shape:
    """How a decoder is built; ``bases`` has the rotary base of each layer."""

    architecture: str
    layers: int
    width: int
    heads: int
    kv_heads: int
    head: int
    epsilon: float
    bases: tuple[float, ...]

    @property
    def gemma(self) -> bool:
        """Tell whether this is a Gemma 3: more norms, another gate, scaled embeddings."""
        return self.architecture == "gemma3"


class Weights:
    """An opened GGUF file."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            Unavailable: it is no GGUF file, or holds a kind of model that is not understood.
        """
        from gguf import GGUFReader

        try:
            self._reader = GGUFReader(path)
        except (OSError, ValueError, IndexError, KeyError) as error:
            raise Unavailable(f"{path} is not a GGUF file: {error}") from error
        self._tensors = {tensor.name: tensor for tensor in self._reader.tensors}
        self.shape = self._shape(path)

    def field(self, key: str, default: Any = None) -> Any:
        """Return a value of the file's header, or the default where there is none."""
        field = self._reader.fields.get(key)
        return default if field is None else field.contents()

    def holds(self, name: str) -> bool:
        """Tell whether there is a tensor of a name."""
        return name in self._tensors

    def array(self, name: str) -> "Floats":
        """Return a tensor as floats, a row for each output.

        Raises:
            Unavailable: the file lacks it.
        """
        import numpy as np
        from gguf.quants import dequantize

        if name not in self._tensors:
            raise Unavailable(f"the model lacks {name}: it is broken, or of a kind that is not understood")
        tensor = self._tensors[name]
        return np.asarray(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)

    def _shape(self, path: Path) -> Shape:
        name = self.field("general.architecture", "unknown")
        if name not in ARCHITECTURES:
            known = ", ".join(ARCHITECTURES)
            raise Unavailable(f"{path} holds a model of the kind {name!r}; those understood are {known}")
        layers, width = self.field(f"{name}.block_count"), self.field(f"{name}.embedding_length")
        heads = self.field(f"{name}.attention.head_count")
        base = self.field(f"{name}.rope.freq_base", _LOCAL_BASE)
        local = [name == "gemma3" and (layer + 1) % _GLOBAL_EVERY != 0 for layer in range(layers)]
        return Shape(
            architecture=name,
            layers=layers,
            width=width,
            heads=heads,
            kv_heads=self.field(f"{name}.attention.head_count_kv", heads),
            head=self.field(f"{name}.attention.key_length", width // heads),
            epsilon=self.field(f"{name}.attention.layer_norm_rms_epsilon"),
            bases=tuple(_LOCAL_BASE if narrow else base for narrow in local),
        )
