"""A name for a finding that survives re-wrapping and moving its paragraph: rule, text and the words around it."""

import hashlib

from mtcheck.core.model import Finding
from mtcheck.document import Document

WORDS = 4
"""How many words on either side, within the block, are part of the name."""

_WINDOW = 400
"""How far words are looked for, in code points: a text can be one block with a finding at every sign of it."""


def fingerprint(document: Document, finding: Finding) -> str:
    """Return 16 hexadecimal digits for a finding placed in the document's prose."""
    block = document.block_at(finding.span.start)
    low, high = (block.span.start, block.span.end) if block else (0, len(document.prose))
    low, high = max(low, finding.span.start - _WINDOW), min(max(high, finding.span.end), finding.span.end + _WINDOW)
    before = document.prose[low : finding.span.start].split()[-WORDS:]
    after = document.prose[finding.span.end : high].split()[:WORDS]
    text = " ".join(finding.span.of(document.prose).split())
    parts = [finding.rule, " ".join(before), text, " ".join(after)]
    if finding.source_span is not None and document.beside.source is not None:
        parts.append(finding.source_span.of(document.beside.source.prose))
    return hashlib.sha256("\x1f".join(parts).casefold().encode("utf-8", "surrogatepass")).hexdigest()[:16]
