"""Finds the line of a word in sorted lines, as they lie in a file: making a dictionary of them would take longer."""


def line_of(lines: bytes, word: str) -> bytes:
    """Return what the line of a word says, without the word and its tab; nothing for a word that has no line.

    The lines are sorted, with a line feed before the first and after the last.
    """
    wanted = word.encode("utf-8", "surrogatepass")
    low, high = 0, len(lines) - 1
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2 + 1)
        end = lines.find(b"\n", start + 1)
        tab = lines.find(b"\t", start, end)
        found = lines[start + 1 : tab]
        if found == wanted:
            return lines[tab + 1 : end]
        low, high = (end, high) if found < wanted else (low, start)
    return b""
