"""Text made harmless for whoever reads it as a line: no character of it can steer a terminal, or hide."""

import regex

_UNSEEN = (
    r"\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f\ud800-\udfff"
)
HIDDEN = regex.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{_UNSEEN}]")
"""What is never written raw: control characters save tab and line feed, marks that hide or reorder, surrogates."""

_BYTE = regex.compile(r"[\udc80-\udcff]")


def code(char: str) -> str:
    """Return how a character is shown that must not be written."""
    return f"<{ord(char):04X}>"


def visible(text: str) -> str:
    """Return the text as one line, with control and invisible characters shown."""
    if text.isascii() and text.isprintable():
        return text
    line = text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎").replace("\t", " ")
    return HIDDEN.sub(lambda match: code(match.group()), line)


def named(file: str) -> str:
    """Return the name of a file with the bytes that are no text in it written out in hexadecimal digits."""
    return _BYTE.sub(lambda match: f"\\x{ord(match.group()) - 0xDC00:02x}", file)
