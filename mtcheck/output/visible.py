"""Text as a terminal may show it: nothing in it steers the terminal, and nothing of it is lost."""

_INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def visible(text: str) -> str:
    """Return the text with control and invisible characters shown, so that no text can steer a terminal."""
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char in "\n\r":
        return "⏎"
    if char == "\t":
        return " "
    if char in _INVISIBLE or ord(char) < 32 or 0x7F <= ord(char) < 0xA0:
        return f"<{ord(char):04X}>"
    return char
