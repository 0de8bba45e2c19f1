"""The examples that the tables of a rule stand for."""

from collections.abc import Iterator

from mtcheck.rulelang import template
from mtcheck.rulelang.rule import Rule
from mtcheck.rulelang.schema import Example, Table

GAP = "{}"


def rows_of(rule: Rule, table: Table) -> Iterator[Example]:
    """Yield the examples that a table stands for.

    Raises:
        FileNotFoundError: the table names a list that there is not.
    """
    for bad, fix in _pairs(rule, table):
        text = _filled(table.frame, bad)
        if table.good:
            yield Example(good=text)
        else:
            yield Example(bad=text, fix=fix)


def _filled(frame: str, entry: str) -> str:
    """Return the frame with an entry in its gaps: whole, with a capital, or word by word."""
    filled = frame.replace(GAP, entry).replace("{A}", entry[:1].upper() + entry[1:])
    for number, word in enumerate(entry.split(), 1):
        filled = filled.replace(f"{{{number}}}", word)
    return filled


def _pairs(rule: Rule, table: Table) -> Iterator[tuple[str, str | None]]:
    """Yield what goes into the gap, and the whole sentence as fixed."""
    if isinstance(table.rows, dict):
        for bad, good in table.rows.items():
            yield bad, _filled(table.frame, good)
        return
    if table.rows is not None or table.list is not None:
        for bad in table.rows if table.rows is not None else sorted(rule.lists(table.list or "").difference(table.but)):
            yield bad, None if table.fix is None else _filled(table.fix, bad)
        return
    for phrase, fixes in sorted(rule.phrases.items()):
        filled = template.fill(fixes[0], {"text": phrase, "0": phrase}) if fixes else None
        yield phrase, None if filled is None else _filled(table.frame, filled)
