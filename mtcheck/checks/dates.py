"""Checks of dates and hours: calendar arithmetic, and rewriting in the order that English has."""

from collections.abc import Iterator
from datetime import date

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.numerals import MONTHS, WEEKDAYS

_MONTH = "|".join(f"{month}|{month[:3]}\\.?" for month in MONTHS) + r"|Sept\.?"
_FIRST_YEAR = 1925
"""Before this year, some countries had another calendar."""

_DATED = STORE.pattern(
    rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})(?:,| the)?+ (?:the )?"
    rf"(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH}),?)"
    r" (?:of )?(?P<year>\d{4})(?![\w-])"
    rf"|\b(?P<weekday>{'|'.join(WEEKDAYS)}),? (?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.(?P<year>\d{{4}})(?!\w)"
)


def weekday_clash(document: Document) -> Iterator[Hit]:
    """Find full dates whose weekday is not that of the calendar."""
    for match in _DATED.finditer(document.prose):
        month = int(match["number"]) if match["number"] else _month_number(match["month"])
        day = _date(int(match["year"]), month, int(match["day"]))
        if day is None or day.year < _FIRST_YEAR or WEEKDAYS[day.weekday()] == match["weekday"]:
            continue
        right = WEEKDAYS[day.weekday()]
        shown = f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
        yield Hit(Span(*match.span("weekday")), (right,), {"date": shown, "right": right})


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_NUMERIC = STORE.pattern(
    r"(?<![\w./:-])(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)(?![\w/:-]|\.\d)"
)
_DAY_FIRST = STORE.pattern(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})\b")
_MONTH_FIRST = STORE.pattern(rf"\b(?:{'|'.join(MONTHS)}) \d{{1,2}}\b")
_MONTHS_IN_A_YEAR = 12


def numeric_date(document: Document) -> Iterator[Hit]:
    """Find numeric dates with the day first; with both numbers under 13 only the dotted form says so."""
    for match in _NUMERIC.finditer(document.prose):
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        if first <= _MONTHS_IN_A_YEAR and match["sign"] != ".":
            continue
        day = _date(year, second, first)
        if day is not None:
            fixes = (_written(document, day),)
            yield Hit(Span(*match.span()), fixes)


def _written(document: Document, day: date) -> str:
    if document.memo(_day_first):
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def _day_first(document: Document) -> bool:
    prose = document.prose
    return len(_DAY_FIRST.findall(prose)) > len(_MONTH_FIRST.findall(prose))


DATES = {
    "date-numeric": Check("it tells dates from other numbers by the calendar", numeric_date),
    "date-weekday-clash": Check("it reckons with the calendar", weekday_clash),
}
