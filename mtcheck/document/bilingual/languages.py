"""Which language a source is in, as far as its script tells, and the words of languages that checks compare."""

from collections import Counter
from functools import cache

from mtcheck.core.prepared import STORE

_SCRIPTS = {
    "Latin": r"\p{Latin}",
    "Cyrillic": r"\p{Cyrillic}",
    "Han": r"\p{Han}",
    "Kana": r"[\p{Hiragana}\p{Katakana}]",
    "Hangul": r"\p{Hangul}",
    "Arabic": r"\p{Arabic}",
    "Hebrew": r"\p{Hebrew}",
    "Greek": r"\p{Greek}",
    "Devanagari": r"\p{Devanagari}",
    "Thai": r"\p{Thai}",
}
_PATTERNS = {name: STORE.pattern(pattern) for name, pattern in _SCRIPTS.items()}

_OF_SCRIPT = {
    "Arabic": "ar",
    "Cyrillic": "ru",
    "Devanagari": "hi",
    "Greek": "el",
    "Han": "zh",
    "Hangul": "ko",
    "Hebrew": "he",
    "Kana": "ja",
    "Thai": "th",
}
_LETTERS_OF = (("uk", STORE.pattern("[іїєґІЇЄҐ]")), ("fa", STORE.pattern("[پچژگ]")))
SCRIPT_OF = {
    "ar": "Arabic",
    "be": "Cyrillic",
    "bg": "Cyrillic",
    "el": "Greek",
    "fa": "Arabic",
    "he": "Hebrew",
    "hi": "Devanagari",
    "ja": "Kana",
    "ko": "Hangul",
    "mk": "Cyrillic",
    "ru": "Cyrillic",
    "sr": "Cyrillic",
    "th": "Thai",
    "uk": "Cyrillic",
    "ur": "Arabic",
    "zh": "Han",
}
"""Language → the script it is written in, where that is not Latin."""


def script_of(text: str) -> str | None:
    """Return the script of most letters; a fifth of kana makes Japanese of Chinese characters."""
    counts = Counter({name: len(pattern.findall(text)) for name, pattern in _PATTERNS.items()})
    if counts["Kana"] and counts["Kana"] * 5 >= counts["Han"]:
        counts["Kana"] += counts["Han"]
    name, count = counts.most_common(1)[0]
    return name if count else None


def guess(text: str) -> str | None:
    """Return the code of the language that a script stands for, or None for Latin and the unknown."""
    language = _OF_SCRIPT.get(script_of(text) or "")
    if language is None:
        return None
    return next(
        (code for code, letters in _LETTERS_OF if SCRIPT_OF[code] == SCRIPT_OF[language] and letters.search(text)),
        language,
    )


def language_of(text: str, told: tuple[str, ...]) -> str | None:
    """Return the primary code of a text's language: of those told the one whose script it has, else a guess."""
    codes = [code.replace("_", "-").lower().partition("-")[0] for code in told]
    script = script_of(text)
    fitting = [code for code in codes if SCRIPT_OF.get(code, "Latin") == script or (code == "ja" and script == "Han")]
    if len(set(fitting)) == 1:
        return fitting[0]
    return codes[0] if len(codes) == 1 and script is None else guess(text)


COMMA_DECIMAL = frozenset(
    [
        "ar",
        "az",
        "be",
        "bg",
        "bs",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "es",
        "et",
        "eu",
        "fi",
        "fo",
        "fr",
        "gl",
        "hr",
        "hu",
        "hy",
        "id",
        "is",
        "it",
        "ka",
        "kk",
        "lt",
        "lv",
        "mk",
        "nb",
        "nl",
        "nn",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sq",
        "sr",
        "sv",
        "tr",
        "uk",
        "uz",
        "vi",
    ]
)
"""Languages that part decimals with a comma (CLDR); some countries of Spanish do not."""


@cache
def days_and_months(language: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the names of the months and of the weekdays from Monday, alternatives parted by ``|``, from CLDR."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None

    def names(table: object, keys: range) -> tuple[str, ...]:
        forms = [table[context]["wide"] for context in ("format", "stand-alone")]  # type: ignore[index]
        return tuple("|".join(dict.fromkeys(form[key].lower() for form in forms)) for key in keys)

    return names(locale.months, range(1, 13)), names(locale.days, range(7))


@cache
def country_names(language: str) -> dict[str, str]:
    """Return what countries are called in a language, in lower case, with their English names, from CLDR."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    english = Locale.parse("en").territories
    return {
        name.lower(): english[code] for code, name in locale.territories.items() if code in english and code.isalpha()
    }
