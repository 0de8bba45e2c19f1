"""Turns a GGUF file into the files that the runtime loads, in a folder of their own."""

import hashlib
from pathlib import Path

import msgspec

from mtcheck.passes.model import vocabulary
from mtcheck.passes.model.runtime import Card
from mtcheck.passes.model.weights import Weights

FILES = ("card.json", "decoder.onnx", "head.onnx", "embedding.npy", "scales.npy", "rows.npy", "tokenizer.json")


def convert(source: Path, folder: Path) -> None:
    """Write the files of a model into a folder that exists.

    Raises:
        Unavailable: the file is no model that is understood.
    """
    import numpy as np

    from mtcheck.passes.model.decoder import Decoder
    from mtcheck.passes.model.graph import head, quantised

    weights = Weights(source)
    vocabulary.tokenizer(weights).save(str(folder / "tokenizer.json"))
    rows = np.array(vocabulary.english(weights))
    np.save(folder / "rows.npy", rows)
    numbers, scales = quantised(weights.array("token_embd.weight"))
    np.save(folder / "embedding.npy", numbers)
    np.save(folder / "scales.npy", scales)
    (folder / "head.onnx").write_bytes(head(weights, rows).SerializeToString())
    (folder / "decoder.onnx").write_bytes(Decoder(weights).model().SerializeToString())
    (folder / "card.json").write_bytes(msgspec.json.encode(_card(weights)))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _card(weights: Weights) -> Card:
    shape = weights.shape
    return Card(
        gemma=shape.gemma,
        layers=shape.layers,
        width=shape.width,
        kv_heads=shape.kv_heads,
        head=shape.head,
        bases=sorted(set(shape.bases), reverse=True),
        start=vocabulary.start(weights),
    )
