"""The endings of regular English inflection, put on and taken off; which rule a word follows is given."""

from collections.abc import Callable

from mtcheck.core.prepared import STORE

_HISSING = STORE.pattern(r"(?:[szx]|ch|sh)$")
_CONSONANT_Y = STORE.pattern(r"[^aeiou]y$")
_SILENT_E = STORE.pattern(r"[^iyeo]e$")
_LONG_E = STORE.pattern(r"(?:ee|oe|ye)$")
_CONSONANT_E = STORE.pattern(r"[^aeiou]e$")

_LATIN = (("us", "i"), ("ma", "mata"), ("a", "ae"), ("um", "a"), ("on", "a"), ("sis", "ses"), ("is", "ides"))
_GREEK = (("men", "mina"), ("ex", "ices"), ("x", "ces"))


def undone(word: str, rule: str) -> str:
    """Return the dictionary form of a word by a rule ``ending,what stands for it,whether a letter was doubled``."""
    ending, instead, doubled = rule.split(",")
    bare = (word[: -len(ending)] if ending else word) + instead
    return bare[:-1] if doubled == "True" else bare


def done(lemma: str, tag: str, style: str) -> str:
    """Return the form of a dictionary word in lower case for a tag, in a style: ``reg``, ``regd``, ``glreg``.

    ``regd`` doubles the last letter, ``glreg`` is Greek or Latin; a word that cannot be so is ``reg``.
    """
    if tag == "NNS":
        return _plural(lemma) if style == "reg" else _learned(lemma)
    if style != "reg" and tag != "VBZ":
        lemma += lemma[-1]
        return lemma + {"VBD": "ed", "VBN": "ed", "VBG": "ing", "JJR": "er", "RBR": "er"}.get(tag, "est")
    return _REGULAR[tag](lemma)


def _plural(lemma: str) -> str:
    if _CONSONANT_Y.search(lemma):
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if _HISSING.search(lemma) else f"{lemma}s"


def _learned(lemma: str) -> str:
    for ending, plural in (*_LATIN, *_GREEK):
        if lemma.endswith(ending):
            return lemma.removesuffix(ending) + plural
    return _plural(lemma)


def _third(lemma: str) -> str:
    if _CONSONANT_Y.search(lemma):
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if _HISSING.search(lemma) else f"{lemma}s"


def _past(lemma: str) -> str:
    if _CONSONANT_Y.search(lemma):
        return f"{lemma[:-1]}ied"
    return f"{lemma}d" if lemma.endswith("ie") or _LONG_E.search(lemma) or _SILENT_E.search(lemma) else f"{lemma}ed"


def _present(lemma: str) -> str:
    if lemma.endswith("ie"):
        return f"{lemma[:-2]}ying"
    if _LONG_E.search(lemma) or not _SILENT_E.search(lemma):
        return f"{lemma}ing"
    return f"{lemma[:-1]}ing"


def _compared(lemma: str, ending: str) -> str:
    if _CONSONANT_Y.search(lemma):
        return f"{lemma[:-1]}i{ending}"
    return lemma + (ending.removeprefix("e") if _CONSONANT_E.search(lemma) else ending)


_REGULAR: dict[str, Callable[[str], str]] = {
    "VBZ": _third,
    "VBD": _past,
    "VBN": _past,
    "VBG": _present,
    "JJR": lambda lemma: _compared(lemma, "er"),
    "JJS": lambda lemma: _compared(lemma, "est"),
    "RBR": lambda lemma: _compared(lemma, "er"),
    "RBS": lambda lemma: _compared(lemma, "est"),
}
