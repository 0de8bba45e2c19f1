"""Writes the layers of a Llama or Gemma 3 decoder into a graph."""

from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import ModelProto

from mtcheck.passes.model.graph import MICROSOFT, Graph, value
from mtcheck.passes.model.weights import Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Decoder:
    """Builds the graph of one decoder, layer by layer."""

    def __init__(self, weights: Weights) -> None:
        """Take the weights."""
        self.weights = weights
        self.shape = weights.shape
        self.graph = Graph()
        shape = self.shape
        self._as_queries = self._sizes(-1, shape.kv_heads, shape.heads // shape.kv_heads, shape.head)
        self._as_keys = self._sizes(-1, shape.kv_heads, 1, shape.head)
        self._flat = self._sizes(-1, shape.heads * shape.head)
        self._scale = self.graph.constant(np.array(shape.head**-0.5, np.float32))
        self._first_axis = self._sizes(0)
        self._present: list[str] = []

    def model(self) -> ModelProto:
        """Return the whole graph: embedded tokens in, hidden states and new keys and values out."""
        shape, graph = self.shape, self.graph
        state = "embedded"
        for layer in range(shape.layers):
            state = self._feed_forward(layer, self._attend(layer, state))
        graph.name_output(self._norm(state, "output_norm"), "hidden")
        graph.name_output(graph.apply("Concat", *self._present, axis=0), "present")
        rotary = [value(f"{name}{index}", ["tokens", 1, 1, shape.head]) for name, index in _rotary(self.shape.bases)]
        memory: list[str | int] = [2 * shape.layers, shape.kv_heads, 1]
        inputs = [value("embedded", ["tokens", shape.width]), value("past", [*memory, "past", shape.head])]
        inputs += [value("mask", ["tokens", "all"]), *rotary]
        outputs = [value("hidden", ["tokens", shape.width]), value("present", [*memory, "tokens", shape.head])]
        return graph.model(inputs, outputs)

    def _attend(self, layer: int, state: str) -> str:
        graph, name = self.graph, f"blk.{layer}.attn"
        normed = self._norm(state, f"{name}_norm")
        queries = self._turned(layer, self._projected("q", layer, normed))
        keys = self._turned(layer, self._projected("k", layer, normed))
        values = graph.apply("Reshape", graph.linear(normed, self.weights.array(f"{name}_v.weight")), self._as_keys)
        keys, values = self._remembered(layer, keys, values)
        queries = graph.apply("Transpose", graph.apply("Mul", queries, self._scale), perm=[1, 2, 0, 3])
        scores = graph.apply("MatMul", queries, graph.apply("Transpose", keys, perm=[0, 1, 3, 2]))
        shares = graph.apply("Softmax", graph.apply("Add", scores, "mask"), axis=-1)
        mixed = graph.apply("Transpose", graph.apply("MatMul", shares, values), perm=[2, 0, 1, 3])
        flat = graph.apply("Reshape", mixed, self._flat)
        out = graph.linear(flat, self.weights.array(f"{name}_output.weight"))
        if self.shape.gemma:
            out = self._norm(out, f"blk.{layer}.post_attention_norm")
        return graph.apply("Add", state, out)

    def _remembered(self, layer: int, keys: str, values: str) -> tuple[str, str]:
        """Put the keys and values of the past before the new ones, and hand out the new ones."""
        both = []
        for index, new in ((2 * layer, keys), (2 * layer + 1, values)):
            heads_first = self.graph.apply("Transpose", new, perm=[1, 2, 0, 3])
            self._present.append(self.graph.apply("Unsqueeze", heads_first, self._first_axis))
            number = self.graph.constant(np.array(index, np.int64))
            past = self.graph.apply("Gather", "past", number, axis=0)
            both.append(self.graph.apply("Concat", past, heads_first, axis=2))
        return both[0], both[1]

    def _feed_forward(self, layer: int, state: str) -> str:
        graph, name = self.graph, f"blk.{layer}"
        normed = self._norm(state, f"{name}.ffn_norm")
        parts = [self.weights.array(f"{name}.ffn_{part}.weight") for part in ("gate", "up")]
        gate, up = graph.halves(graph.linear(normed, np.concatenate(parts)))
        if self.shape.gemma:
            gate = graph.apply("Gelu", gate, approximate="tanh")
        else:
            gate = graph.apply("QuickGelu", gate, domain=MICROSOFT, alpha=1.0)  # with 1.0 this is x · sigmoid(x)
        out = graph.linear(graph.apply("Mul", gate, up), self.weights.array(f"{name}.ffn_down.weight"))
        if self.shape.gemma:
            out = self._norm(out, f"{name}.post_ffw_norm")
        return graph.apply("Add", state, out)

    def _projected(self, part: str, layer: int, normed: str) -> str:
        """Return queries or keys, by heads; rows that the file keeps in rotary pairs are put back in halves."""
        shape, name = self.shape, f"blk.{layer}.attn_{part}"
        table = self.weights.array(f"{name}.weight")
        if not shape.gemma:
            heads = table.shape[0] // shape.head
            table = table.reshape(heads, shape.head // 2, 2, -1).swapaxes(1, 2).reshape(heads * shape.head, -1)
        as_heads = self._as_queries if part == "q" else self._as_keys
        by_heads = self.graph.apply("Reshape", self.graph.linear(normed, table), as_heads)
        return self._norm(by_heads, f"{name}_norm") if shape.gemma else by_heads

    def _turned(self, layer: int, name: str) -> str:
        """Turn queries or keys by their places."""
        index = sorted(set(self.shape.bases), reverse=True).index(self.shape.bases[layer])
        first, second = self.graph.halves(name)
        crossed = self.graph.apply("Concat", self.graph.apply("Neg", second), first, axis=-1)
        straight = self.graph.apply("Mul", name, f"cos{index}")
        return self.graph.apply("Add", straight, self.graph.apply("Mul", crossed, f"sin{index}"))

    def _norm(self, name: str, weight: str) -> str:
        table = self.graph.constant(self.weights.array(f"{weight}.weight"))
        settings: dict[str, Any] = {"axis": -1, "epsilon": float(self.shape.epsilon), "stash_type": 1}
        return self.graph.apply("SimplifiedLayerNormalization", name, table, **settings)

    def _sizes(self, *sizes: int) -> str:
        numbers: NDArray[np.int64] = np.array(sizes, np.int64)
        return self.graph.constant(numbers)


def _rotary(bases: tuple[float, ...]) -> list[tuple[str, int]]:
    return [(name, index) for index in range(len(set(bases))) for name in ("cos", "sin")]
