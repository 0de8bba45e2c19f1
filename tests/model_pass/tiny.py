"""Tiny models with random weights, written as real GGUF files, and a model that knows nothing, for tests of the rest."""

import numpy as np

from mtcheck.passes.model.runtime import Card, Reading

WORDS = ["the", "cat", "sat", "on", "mat", "dog", "ran", "to", "a", "park", "in", "with"]


def vocabulary(kind):
    """Tokens of a byte-level or of a sentence-piece vocabulary: letters, and the words above with a space before."""
    space = "Ġ" if kind == "llama" else "▁"
    letters = [chr(code) for code in range(33, 127)]
    parts = {space + word[:end] for word in WORDS for end in range(1, len(word) + 1)}
    return ["<s>", "</s>", "<unk>", space, *letters, *sorted(parts, key=lambda part: (len(part), part))]


def write_gguf(path, kind="llama", layers=2, width=64, heads=2, kv_heads=1, head=32):
    """Write a decoder with random weights."""
    from gguf import GGUFWriter

    rng = np.random.default_rng(3)
    writer = GGUFWriter(path, kind)
    tokens = vocabulary(kind)
    add = {
        "block_count": layers, "embedding_length": width, "attention.head_count": heads,
        "attention.head_count_kv": kv_heads, "attention.key_length": head, "feed_forward_length": 2 * width,
    }  # fmt: skip
    for key, value in add.items():
        writer.add_uint32(f"{kind}.{key}", value)
    writer.add_float32(f"{kind}.attention.layer_norm_rms_epsilon", 1e-5)
    writer.add_float32(f"{kind}.rope.freq_base", 1_000_000.0 if kind == "gemma3" else 100_000.0)
    writer.add_string("tokenizer.ggml.model", "gpt2" if kind == "llama" else "llama")
    writer.add_array("tokenizer.ggml.tokens", tokens)
    writer.add_array("tokenizer.ggml.token_type", [3, 3, 3, *[1] * (len(tokens) - 3)])
    writer.add_uint32("tokenizer.ggml.bos_token_id", 0)
    if kind == "llama":
        writer.add_array(
            "tokenizer.ggml.merges", [f"{token[:-1]} {token[-1]}" for token in tokens if len(token) > 1][3:]
        )
    else:
        writer.add_array("tokenizer.ggml.scores", [-float(number) for number in range(len(tokens))])
    normal = lambda *shape: rng.normal(0, 0.3, shape).astype(np.float32)  # noqa: E731
    writer.add_tensor("token_embd.weight", normal(len(tokens), width))
    writer.add_tensor("output_norm.weight", np.ones(width, np.float32))
    for layer in range(layers):
        name = f"blk.{layer}"
        shapes = {
            "attn_q": (heads * head, width), "attn_k": (kv_heads * head, width), "attn_v": (kv_heads * head, width),
            "attn_output": (width, heads * head), "ffn_gate": (2 * width, width), "ffn_up": (2 * width, width),
            "ffn_down": (width, 2 * width),
        }  # fmt: skip
        for part, shape in shapes.items():
            writer.add_tensor(f"{name}.{part}.weight", normal(*shape))
        norms = {"attn_norm": width, "ffn_norm": width}
        if kind == "gemma3":
            norms |= {"attn_q_norm": head, "attn_k_norm": head, "post_attention_norm": width, "post_ffw_norm": width}
        for part, size in norms.items():
            writer.add_tensor(f"{name}.{part}.weight", np.ones(size, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


class Blank:
    """Has the interface of a language model and finds all words equally likely."""

    def __init__(self):
        self.card = Card(gemma=False, layers=1, width=32, kv_heads=1, head=32, bases=[1.0], start=0)
        self._numbers = {}

    def encode(self, piece):
        return (self._numbers.setdefault(piece, len(self._numbers) + 1),)

    def read(self, tokens, context=1):
        size = 4000
        return Reading(
            tuple(tokens),
            np.zeros((2, 1, 1, len(tokens), 32)),
            np.full((len(tokens), size), -8.0),
            np.arange(size),
            context,
        )

    def words(self):
        return iter(())

    def hold(self, tokens):
        """Has no embeddings that could be held apart."""
