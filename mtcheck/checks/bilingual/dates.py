"""Months, weekdays and currencies: another one in the target than in the source."""

from collections.abc import Iterator, Mapping
from functools import cache

import regex

from mtcheck.checks.bilingual.pair import Pair, paired
from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document.bilingual.languages import days_and_months
from mtcheck.english.numerals import MONTHS, WEEKDAYS

Places = Mapping[str, Span]
"""What is named, and where it stands first."""

_SLAVIC = {
    "ru": (
        "январ феврал март апрел ма[йяею] июн июл август сентябр октябр ноябр декабр",
        "понедельник вторник сред[аеуы] четверг пятниц суббот воскресень",
    ),
    "uk": (
        "січ(?:ень|н) лют(?:ий|ого|ому) берез(?:ень|н) квіт(?:ень|н) трав(?:ень|н) черв(?:ень|н) лип(?:ень"
        "|н) серп(?:ень|н) "
        "верес(?:ень|н) жовт(?:ень|н) листопад груд(?:ень|н)",
        "понеділ вівтор серед[аиіу] четвер п['’]ятниц субот неділ",
    ),
}
"""Stems of names that are inflected: months, then weekdays."""
_HAN = (
    [
        rf"(?<![\d个個十]){n}月(?!份?前|后)(?!间)|(?<!十){h}月"
        for n, h in zip(
            range(1, 13), ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], strict=True
        )
    ],
    [
        rf"(?:星期|周|週|礼拜|禮拜){day}|{sun}曜"
        for day, sun in zip(["一", "二", "三", "四", "五", "六", "[日天]"], "月火水木金土日", strict=True)
    ],
)
_SHORT_LANGUAGES_WITH_NAMES = frozenset({"zh", "ja"})


@cache
def _patterns(language: str) -> tuple["regex.Pattern[str]", ...]:
    """Return one pattern for the months and one for the weekdays; the group ``gN`` names which one."""
    if language in _SHORT_LANGUAGES_WITH_NAMES:
        return tuple(STORE.pattern("|".join(f"(?P<g{i}>{one})" for i, one in enumerate(names))) for names in _HAN)
    if language in _SLAVIC:
        stems = [list(map(_stem, part.split())) for part in _SLAVIC[language]]
    else:
        names = days_and_months(language)
        if names is None:
            return ()
        stems = [[_word(name) for name in part] for part in names]
    return tuple(
        STORE.pattern("(?i)" + "|".join(rf"(?P<g{i}>(?<!\p{{L}})(?:{one}))" for i, one in enumerate(part)))
        for part in stems
    )


def _stem(pattern: str) -> str:
    return pattern + r"(?:\p{L}{0,3}(?!\p{L}))"


def _word(names: str) -> str:
    """Return a pattern for CLDR's names; a long one may have an ending that is inflected."""
    forms = [regex.escape(name) + (r"\p{L}{0,2}" if len(name) > 5 else "") for name in names.split("|")]
    return f"(?:{'|'.join(forms)})" + r"(?!\p{L})"


def _english(names: tuple[str, ...], least: int) -> "regex.Pattern[str]":
    return STORE.pattern(
        "|".join(rf"(?P<g{i}>\b(?:{name}s?|{name[:least]}\.?)(?!\p{{L}}))" for i, name in enumerate(names))
    )


_MONTH = _english(MONTHS, 3)
_DAY = _english(WEEKDAYS, 3)


def _found(pattern: "regex.Pattern[str]", text: str) -> dict[int, Span]:
    found: dict[int, Span] = {}
    for match in pattern.finditer(text):
        found.setdefault(int((match.lastgroup or "g0")[1:]), Span(*match.span()))
    return found


def changed_day(pair: Pair) -> Iterator[Hit]:
    """Yield months and weekdays that are others than the source's; a month may have become a number."""
    patterns = _patterns(pair.language) if pair.language else ()
    for theirs, ours in zip(patterns, (_MONTH, _DAY), strict=False):
        yield from _other(_found(theirs, pair.source), _found(ours, pair.target))


def _other(wanted: dict[int, Span], given: dict[int, Span]) -> Iterator[Hit]:
    missing = [wanted[index] for index in wanted if index not in given]
    added = [given[index] for index in given if index not in wanted]
    if len(missing) == len(added):
        yield from (Hit(ours, source_span=theirs) for theirs, ours in zip(missing, added, strict=True))


_CURRENCIES = (
    ("euro", r"€|\bEUR\b|(?i:\beuros?\b|евро\b|євро\b)|欧元|歐元|ユーロ|유로"),
    ("dollar", r"\$|\bUSD\b|(?i:\bd[oó]ll?ar(?:es|s|i|o|en)?\b|\bdólares?\b|доллар|долар)|美元|ドル|달러"),
    ("pound", r"£|\bGBP\b|(?i:\blibras? esterlinas?|\blivres? sterling|\bpfund sterling|фунт\p{L}* стерлинг"
    r"|\bpounds?\b)|英镑|ポンド"),
    ("rouble", r"₽|\bRUB\b|(?i:\br(?:o?u|u)bl(?:e|es|os?|i|el|eln)\b|\bруб)|卢布"),
    ("yen", r"\bJPY\b|(?i:\byenes\b|\byens?\b|иен)|日元|(?<=\d)円"),
    ("yuan", r"\bCNY\b|(?i:\byuan(?:es|s)?\b|\bren?minbi\b|юан)|人民币"),
    ("franc", r"\bCHF\b|(?i:\bfrancos?\b|\bfrancs?\b|\bfranken\b|франк)|法郎"),
    ("crown", r"Kč|\bCZK\b|\bSEK\b|\bNOK\b|\bDKK\b|(?i:\bcoronas?\b|\bcouronnes?\b|\bkronen?\b|\bkron(?:a|or"
    r"|er)\b|\bcrowns?\b|крон\b)|(?<=\d )kr\b"),
    ("zloty", r"\bzł|\bPLN\b|(?i:\bzlot(?:ys?|i|ych)\b|злот)"),
    ("rupee", r"₹|\bINR\b|(?i:\brup(?:ees?|ias?|ien?|ie)\b|рупи)|रुपये|卢比"),
)  # fmt: skip
_CURRENCY = STORE.pattern("|".join(f"(?P<{name}>{pattern})" for name, pattern in _CURRENCIES))


def changed_currency(pair: Pair) -> Iterator[Hit]:
    """Yield currencies that are others than the source's, where each side has one without a counterpart."""
    theirs, ours = (_currencies(text) for text in (pair.source, pair.target))
    missing = [theirs[name] for name in theirs if name not in ours]
    added = [ours[name] for name in ours if name not in theirs]
    if len(missing) == len(added) == 1 and len(theirs) == len(ours):
        yield Hit(added[0], source_span=missing[0])


def _currencies(text: str) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for match in _CURRENCY.finditer(text):
        found.setdefault(match.lastgroup or "", Span(*match.span()))
    return found


DATES = {
    "currency-changed": Check("it compares what two texts name, in many languages", paired(changed_currency)),
    "day-changed": Check("it compares the days of two texts by the names that each language has", paired(changed_day)),
}
