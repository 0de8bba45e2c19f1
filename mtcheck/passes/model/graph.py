"""Writes a decoder as ONNX graphs: one that reads tokens after remembered ones, one that gives log-probabilities.

All tokens of a call stand in one row, whatever branch they belong to; the mask says which of the others, and which of
the remembered ones, each may look at. So many continuations of one text are scored in one call without repeating
what they share. Weights are held in 8 bits by blocks of 32, and each token is computed apart from the others.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper

from mtcheck.passes.model.weights import Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

BLOCK = 32
"""Weights that share a scale."""
MICROSOFT = "com.microsoft"
_TYPES = {"float32": TensorProto.FLOAT, "uint8": TensorProto.UINT8, "int64": TensorProto.INT64}
_MIDDLE, _MOST = 128, 127


class Graph:
    """Collects the operations and constants of one ONNX graph."""

    def __init__(self) -> None:
        """Start empty."""
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []
        self._count = 0

    def constant(self, array: "Array") -> str:
        """Add a constant and return its name."""
        self._count += 1
        name = f"constant{self._count}"
        array = np.asarray(array, order="C")
        kind = _TYPES[str(array.dtype)]
        self.constants.append(helper.make_tensor(name, kind, array.shape, array.tobytes(), raw=True))
        return name

    def apply(self, operation: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add an operation with one output and return its name."""
        return self._add(operation, inputs, 1, domain, attributes)[0]

    def halves(self, name: str) -> tuple[str, str]:
        """Cut the last axis in two."""
        first, second = self._add("Split", (name,), 2, "", {"axis": -1, "num_outputs": 2})
        return first, second

    def linear(self, name: str, weights: "Array") -> str:
        """Multiply by weights given as (outputs, inputs)."""
        numbers, scales = quantised(weights)
        outputs, inputs = weights.shape
        sizes = {"K": inputs, "N": outputs, "bits": 8, "block_size": BLOCK, "accuracy_level": 4}
        return self.apply(
            "MatMulNBits", name, self.constant(numbers), self.constant(scales.reshape(-1)), domain=MICROSOFT, **sizes
        )

    def name_output(self, name: str, shown: str) -> None:
        """Give a value the name by which callers ask for it."""
        self.nodes.append(helper.make_node("Identity", [name], [shown]))

    def model(self, inputs: list[ValueInfoProto], outputs: list[ValueInfoProto]) -> ModelProto:
        """Return the finished model."""
        graph = helper.make_graph(self.nodes, "mtcheck", inputs, outputs, self.constants)
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10)

    def _add(
        self, operation: str, inputs: tuple[str, ...], outputs: int, domain: str, attributes: dict[str, Any]
    ) -> list[str]:
        self._count += 1
        names = [f"value{self._count}.{index}" for index in range(outputs)]
        self.nodes.append(helper.make_node(operation, list(inputs), names, domain=domain, **attributes))
        return names


def quantised(weights: "Array") -> "tuple[Array, Array]":
    """Return weights as bytes around 128, shaped (rows, blocks, 32), and the scale of each block."""
    rows, columns = weights.shape
    blocks = weights.reshape(rows, columns // BLOCK, BLOCK)
    scales = np.abs(blocks).max(axis=2) / _MOST
    scales = np.where(scales == 0, 1e-9, scales).astype(np.float32)
    numbers = np.rint(blocks / scales[:, :, None]) + _MIDDLE
    return numbers.clip(0, 255).astype(np.uint8), scales


def value(name: str, shape: list[str | int], kind: int = TensorProto.FLOAT) -> ValueInfoProto:
    """Describe an input or output."""
    return helper.make_tensor_value_info(name, kind, shape)


def head(weights: Weights, rows: "Array") -> ModelProto:
    """Return the graph from hidden states to log-probabilities over the given rows of the vocabulary."""
    graph = Graph()
    table = weights.array("output.weight" if weights.holds("output.weight") else "token_embd.weight")[rows]
    every = graph.apply("LogSoftmax", graph.linear("hidden", table), axis=-1)
    graph.name_output(every, "every")
    graph.name_output(graph.apply("GatherElements", every, "targets", axis=1), "picked")
    inputs = [value("hidden", ["tokens", weights.shape.width]), value("targets", ["tokens", 1], TensorProto.INT64)]
    return graph.model(inputs, [value("every", ["tokens", len(rows)]), value("picked", ["tokens", 1])])
