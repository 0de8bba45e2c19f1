"""One text to check, with its offsets, and what is worked out of it once and remembered."""

from mtcheck.document.document import ALONE, Beside, Document

__all__ = ["ALONE", "Beside", "Document"]
