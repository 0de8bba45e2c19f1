"""Awkward texts from a seed: the pieces that broke something once, in random order and number."""

import random

PIECES = [
    "The talks", "states. United.", "He said", "said", " to to Rome", "a apple", "recieve", "teh", "12.500 soldiers", "5 % of",
    "in 1990s", "the 2th", "on 31 February 2021", "Mr", "U.S.", "an European", "its a", "would of", "the the", "Mrs .",
    ". ", " .", " ,", ",,", "..", "...", "…", "?!", "!!", ";", ":", " : ", "-", "–", "—", " - ", "--", "‑",
    "“", "”", '"', "'", "’", "‘", "«", "»", "„", "‚", "‹", "›", "``", "''", "”.", ".”", ", “Lopez said", "’s", " 's",
    " ", "  ", "   ", "\t", "\u00a0", "\u2009", "\u202f", "\u3000", "\n", "\n\n", "\r\n", "\r", "\u2028", "\x0b", "\x0c", "\x85",
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u202e", "\u061c", "\x00", "\x01", "\x02", "\x1b[2J",
    "²", "½", "Ⅷ", "٣", "१२", "①", "99999999999999999999", "1" * 60, "0/0/0000", "1,2,3", "25:61", "12h30", "$", "€5", "№",
    "😀", "👨‍👩‍👧", "🇩🇪", "e\u0301", "İ", "ß", "ﬁ", "Ǆ", "ſ", "\ufffd", "\U0010ffff", "\ue000", "𝔘", "в городе", "中国", "。", "，",
    "（", "「", "ありがとう", "한국", "عربي", "עברית", "ไทย", "नमस्ते", "Ã©", "â€™", "Â ", "&amp;", "&lt;", "&#", "&#x110000;", "&#8203;",
    "&nbsp", "<b>x</b>", "<a ", "<a href='", "<!--", "-->", "</td>", "<li>", "<td>", "<br/>", "<script>", "</script>", "<code>", "<p>",
    "<x id='1'/>", "<![CDATA[", "]]>", "<?x", "`code`", "`", "```\n", "**bold**", "*", "_", "~~", "[", "](", "[link](https://example.org)",
    "![", "|", "| a | b |\n|---|---|\n", "# ", "\n# Title\n", "\n- item", "\n1. ", "> ", "---\n", "+++\n", "\\", "/", "@", "#", "%",
    "%s", "{0}", "{{", "}}", "$1", "mtcheck: off", "<!-- mtcheck: off -->", "<!-- mtcheck: ignore x -->", "# mtcheck: on\n",
    "https://example.org/a?b=c", "x@y.zz", "C:\\x", "=1+1", "::error::x", "##vso[x]", "a" * 200, "ab-" * 70, "I", "i", "A", "a",
    "President", "president Obama", "the ministry of", "New York", "he she", "and and", "not not", "was were", "more better",
]  # fmt: skip
FORMATS = ("plain", "markdown", "html", "xml")


def texts(seed: int):
    """Yield a format and a text without end; the same for the same seed."""
    generator = random.Random(seed)
    while True:
        yield generator.choice(FORMATS), text(generator)


def text(generator: random.Random) -> str:
    """Return one text: a few pieces, at times one of them many times over, at times any characters at all."""
    parts = []
    for _ in range(generator.randint(1, 9)):
        kind = generator.random()
        if kind < 0.86:
            parts.append(generator.choice(PIECES))
        elif kind < 0.92:
            parts.append(generator.choice(PIECES) * generator.randint(2, 12))
        else:
            parts.append("".join(chr(_character(generator)) for _ in range(generator.randint(1, 4))))
    return generator.choice(["", "", " "]).join(parts)


def _character(generator: random.Random) -> int:
    while True:
        point = generator.randrange(generator.choice([0x80, 0x300, 0x2100, 0x10000, 0x110000]))
        if not 0xD800 <= point < 0xE000:
            return point
