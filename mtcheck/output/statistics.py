"""How often each pack and each rule found something, and how much of that can be fixed."""

from collections import defaultdict
from collections.abc import Iterator

from mtcheck.core.model import Finding
from mtcheck.core.report import Report


def lines(report: Report) -> Iterator[str]:
    """Yield a table: the packs with most findings first, their rules below them, likewise."""
    packs: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for placed in report.fresh():
        packs[placed.finding.rule.rpartition(".")[0]][placed.finding.rule].append(placed.finding)
    if not packs:
        return
    counts = {pack: sum(map(len, rules.values())) for pack, rules in packs.items()}
    width = len(str(max(counts.values())))
    yield f"{'found':>{max(width, 5)}}  fixable"
    for pack in sorted(packs, key=lambda name: (-counts[name], name)):
        found = [one for ones in packs[pack].values() for one in ones]
        yield _line(pack, found, max(width, 5))
        for rule, ones in sorted(packs[pack].items(), key=lambda item: (-len(item[1]), item[0])):
            yield _line(f"  {rule}", ones, max(width, 5))


def _line(name: str, found: list[Finding], width: int) -> str:
    fixable = sum(one.safe and bool(one.fixes) for one in found)
    return f"{len(found):>{width}}  {fixable:>7}  {name}"
