"""What inline markup means for the words between: strong, emphasis, link; and which of it a reader need not see."""

import regex

_TAG = regex.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)[^<>]*>")
_MEANINGS = {
    **dict.fromkeys(["b", "strong", "th"], "strong"),
    **dict.fromkeys(["i", "em", "cite"], "em"),
    **dict.fromkeys(["s", "del", "strike"], "struck"),
    **dict.fromkeys(["code", "kbd", "samp"], "code"),
    "a": "link",
}
_MARK = regex.compile(
    r"(?P<strong>\*\*|__)|(?P<em>[*_])|(?P<struck>~~)|(?P<close>\](?:\([^)]*\)|\[[^\]]*\])?)|(?P<link>!?\[)|(?P<other>[^\s])"
)
_STARTS = regex.compile(r"\s*(?:#{1,6}|>)[\s>#]*|[\s#]*")

HIDDEN = "unseen"
SEEN = "markup"


class Styles:
    """Follows the inline markup of one block."""

    def __init__(self, format_: str, kind: str) -> None:
        """Start with no style in a block of a kind."""
        self._format = format_
        self._kind = kind
        self._open: list[str] = []

    @property
    def now(self) -> str:
        """The class names of prose at this point."""
        return " ".join(sorted(set(self._open)))

    def markup(self, text: str) -> str:
        """Take a run of markup into account and return the class name that it is to be shown with."""
        if self._format == "html":
            for match in _TAG.finditer(text):
                self._turn(_MEANINGS.get(match["name"].lower()), closes=bool(match["end"]))
            return HIDDEN
        return self._markdown(text) if self._format == "markdown" else SEEN

    def _markdown(self, text: str) -> str:
        if self._kind in {"heading", "quote"} and _STARTS.fullmatch(text):
            return HIDDEN
        seen = False
        for match in _MARK.finditer(text):
            if match["close"]:
                self._turn("link", closes=True)
            elif match["other"]:
                seen = True
            else:
                self._turn(match.lastgroup, closes=match.lastgroup in self._open)
        lead = self._kind == "item" and regex.fullmatch(r"\s*[-*+]\s+", text)
        if lead:
            self._open.clear()
        return SEEN if seen or lead else HIDDEN

    def _turn(self, style: str | None, *, closes: bool) -> None:
        if style is None:
            return
        if not closes:
            self._open.append(style)
        elif style in self._open:
            self._open.remove(style)
