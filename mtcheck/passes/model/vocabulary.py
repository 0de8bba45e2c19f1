"""Rebuilds the tokenizer of a GGUF file, and says which of its tokens can stand in English text."""

from typing import TYPE_CHECKING

import regex

from mtcheck.passes import Unavailable
from mtcheck.passes.model.weights import Weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LARGE = 100_000
"""A vocabulary of more tokens than this is for many languages; only what English needs of it is scored."""
_ENGLISH = regex.compile(r"[ -~▁–—‘’“”…£€éèáíóúüöäñç\n]+")
_ORDINARY = 1
"""The mark of a token that is neither a control sign nor a byte."""


def english(weights: Weights) -> list[int]:
    """Return the numbers of the tokens over which probabilities are computed, in order."""
    tokens: list[str] = weights.field("tokenizer.ggml.tokens")
    if len(tokens) <= LARGE:
        return list(range(len(tokens)))
    return [number for number, token in enumerate(tokens) if _ENGLISH.fullmatch(token)]


def tokenizer(weights: Weights) -> "Tokenizer":
    """Return the tokenizer.

    Raises:
        Unavailable: it is of a kind that is not understood.
    """
    kind = weights.field("tokenizer.ggml.model")
    if kind == "gpt2":
        return _byte_level(weights)
    if kind == "llama":
        return _sentence_pieces(weights)
    raise Unavailable(f"the model has a tokenizer of the kind {kind!r}, which is not understood")


def start(weights: Weights) -> int:
    """Return the token that stands before every text."""
    if weights.field("tokenizer.ggml.model") == "gpt2" and not weights.field(
        "tokenizer.ggml.add_bos_token", default=True
    ):
        return int(weights.field("tokenizer.ggml.unknown_token_id", 0))  # SmolLM2 parts its texts with this one
    return int(weights.field("tokenizer.ggml.bos_token_id", 0))


def _byte_level(weights: Weights) -> "Tokenizer":
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokens: list[str] = weights.field("tokenizer.ggml.tokens")
    lines: list[str] = weights.field("tokenizer.ggml.merges")
    merges = [(first, second) for first, _, second in (line.partition(" ") for line in lines)]
    made = Tokenizer(models.BPE(vocab={token: number for number, token in enumerate(tokens)}, merges=merges))
    digits = [pre_tokenizers.Digits(individual_digits=True)] if weights.field("tokenizer.ggml.pre") == "smollm" else []
    words = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    made.pre_tokenizer = pre_tokenizers.Sequence([*digits, words])
    return made


def _sentence_pieces(weights: Weights) -> "Tokenizer":
    from tokenizers import Tokenizer, models, normalizers

    tokens: list[str] = weights.field("tokenizer.ggml.tokens")
    numbers = {token: number for number, token in enumerate(tokens)}
    made = Tokenizer(models.BPE(vocab=numbers, merges=_merges(weights, numbers), byte_fallback=True, fuse_unk=True))
    made.normalizer = normalizers.Replace(" ", "▁")
    return made


def _merges(weights: Weights, numbers: dict[str, int]) -> list[tuple[str, str]]:
    """Return the pairs that join to tokens, best first; such a file has scores of tokens in their place."""
    scores: list[float] = weights.field("tokenizer.ggml.scores")
    kinds: list[int] = weights.field("tokenizer.ggml.token_type")
    found = []
    for token, number in numbers.items():
        if kinds[number] != _ORDINARY:
            continue
        pairs = [(token[:cut], token[cut:]) for cut in range(1, len(token))]
        known = [pair for pair in pairs if pair[0] in numbers and pair[1] in numbers]
        known.sort(key=lambda pair: (numbers[pair[0]], numbers[pair[1]]))
        found += [(scores[number], pair) for pair in known]
    found.sort(key=lambda one: -one[0])
    return [pair for _, pair in found]
