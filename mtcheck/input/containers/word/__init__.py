"""Word files (Office Open XML): their stories as texts, corrections back as tracked changes, reasons as comments."""

from mtcheck.input.containers.unit import Fault
from mtcheck.input.containers.word.read import read
from mtcheck.input.containers.word.write import corrected

__all__ = ["Fault", "corrected", "read"]
