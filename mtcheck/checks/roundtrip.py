"""What a machine's round trip damaged, by the English original that stands as the document's reference."""

from mtcheck.checks.check import Check
from mtcheck.document.roundtrip.damage import KINDS
from mtcheck.document.roundtrip.trip import LOST, UNLIKE, compared

ROUNDTRIP = {
    "roundtrip": Check(
        "it aligns the text with another, word by word, and judges what differs", compared, (*KINDS, LOST, UNLIKE)
    )
}
