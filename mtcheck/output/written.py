"""Our own words in the letters that a terminal has."""

_PLAIN = {"…": "...", "→": "->", "␣": "_", "⏎": "\\n", "×": "x"}
_MARKS = _PLAIN | {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}


def written(own: str, encoding: str) -> str:
    """Return words of our own with plain characters for the marks that an encoding does not have."""
    return "".join(char if _has(encoding, char) else _MARKS.get(char, char) for char in own)


def _has(encoding: str, char: str) -> bool:
    if char.isascii():
        return True
    try:
        char.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
