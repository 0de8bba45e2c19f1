"""Whether the examples would notice a loss: delete a seeded sample of what rules are made of, and run the examples.

A mutation takes out one thing: a pattern, table key or phrase of a rule, an exception, a word of a list, a word of a
set in a check. It is caught if an example of a rule that uses the thing fails. Prints the share caught by kind; exits
with 1 if a kind falls under its floor.

Usage: python benchmarks/mutation.py [--seed N] [--count N]
"""

import argparse
import ast
import inspect
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import FunctionType, ModuleType

import msgspec
import regex

from mtcheck import checks
from mtcheck.core.fixes import apply
from mtcheck.core.places import builtin_rules
from mtcheck.core.settle import settle
from mtcheck.document import Document
from mtcheck.english import lists
from mtcheck.passes.rules.engine import RulesPass, fold
from mtcheck.rulelang import loader
from mtcheck.rulelang.examples import rows_of
from mtcheck.rulelang.rule import Rule
from mtcheck.rulelang.schema import Example
from mtcheck.run.proof import parts
from mtcheck.run.selftest import document

FLOORS = {"part": 0.90, "unless": 0.90, "list word": 0.90, "class word": 0.50, "open class word": 0.0, "set word": 0.90}
"""The least share of each kind that must be caught; all shall be 0.90, and a floor that is lower only ever rises."""

_CLOSED = 1000
"""A class of the lexicon with more entries, as that of all compounds, is open: no examples can go through it."""

_SLOT = regex.compile(r"(?<!\\[pPN])\{([a-z][a-z-]*)\}")


@dataclass(frozen=True)
class Mutation:
    """A deletion: its kind, what is deleted, and the test whether the examples notice."""

    kind: str
    what: str
    caught: Callable[[], bool]


_TEXTS: dict[str, list[tuple[Example, Document]]] = {}


def texts(rule: Rule) -> list[tuple[Example, Document]]:
    """Return the examples of a rule that hold by themselves, written and from tables, with their documents."""
    if rule.id not in _TEXTS:
        _TEXTS[rule.id] = _texts(rule)
    return _TEXTS[rule.id]


def _texts(rule: Rule) -> list[tuple[Example, Document]]:
    every = [*rule.card.examples, *(row for table in rule.card.tables for row in rows_of(rule, table))]
    made = [(one, document(one.bad or one.good or "", one.format, one)) for one in every]
    return [(one, text) for one, text in made if holds(rule, one, text)]


def holds(rule: Rule, example: Example, text: Document) -> bool:
    """Tell whether an example still gives its findings and its fix."""
    found = settle(RulesPass([rule]).check(text), (), ("rules",))
    if example.bad is None:
        return not found
    placed = [replace(one, span=text.to_text(one.span)) for one in found]
    return len(found) == example.count and apply(example.bad, placed) == (example.fix or example.bad)


def without_part(rule: Rule, kind: str, text: str) -> Rule:
    """Return the rule without a pattern, key, phrase or exception."""
    value = getattr(rule.card, kind)
    if isinstance(value, dict):
        less: object = {key: fixes for key, fixes in value.items() if key != text}
    elif isinstance(value, list):
        less = [one for index, one in enumerate(value) if text not in {str(one), f"number {index + 1}"}]
    else:
        less = "|".join(part.text for part in parts(rule.card) if part.kind == kind and part.text != text) or "(?!)"
    return Rule(rule.id, msgspec.structs.replace(rule.card, **{kind: less}), rule.file, rule.lists)


def of_parts(rules: list[Rule]) -> Iterator[Mutation]:
    """Yield the deletions of what rules write out."""
    for rule in rules:
        for part in parts(rule.card):
            kind = "unless" if part.kind == "unless" else "part"
            less = (rule, part.kind, part.text)
            word = part.text if part.text.replace(" ", "").isalpha() else ""
            yield Mutation(kind, f"{rule.id} {part.kind} {part.text}", lambda rest=less, w=word: _part_fails(*rest, w))


def _part_fails(rule: Rule, kind: str, text: str, word: str) -> bool:
    less = without_part(rule, kind, text)
    return any(
        not holds(less, example, document(one.text, example.format, example))
        for example, one in texts(rule)
        if not word or fold(word) in fold(one.text)
    )


def of_lists(rules: list[Rule]) -> Iterator[Mutation]:
    """Yield the deletions of words from the lists that rules name."""
    files = {path.stem for path in builtin_rules().glob("lists/*.txt")}
    for name, users in sorted(_users(rules).items()):
        entries = lists.words(name)
        kind = "list word" if name in files else "class word" if len(entries) <= _CLOSED else "open class word"
        for word in sorted(entries):
            yield Mutation(kind, f"{name}: {word}", lambda n=name, w=word, u=users: _list_fails(n, w, u))


def _users(rules: list[Rule]) -> dict[str, list[Rule]]:
    users: dict[str, list[Rule]] = {}
    for rule in rules:
        card = msgspec.to_builtins(rule.card)
        for name in sorted(set(_named(card)) - card.get("sets", {}).keys()):
            if _is_list(name):
                users.setdefault(name, []).append(rule)
    return users


_OF_SLOTS = frozenset({"message", "why", "fixes", "write", "same", "elsewhere", "counted", "examples", "tables"})
"""Keys of rules in which braces hold what is captured, not the name of a list."""


def _named(part: object, key: str = "") -> Iterator[str]:
    """Yield the names in braces where a rule says what it looks for, and the lists of its conditions."""
    if isinstance(part, str):
        yield from _SLOT.findall(part)
    elif isinstance(part, list):
        for one in part:
            yield from _named(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if key == "swap":
                yield from _SLOT.findall(name)
            elif key == "where":
                yield from (one.removeprefix("!") for one in (value if isinstance(value, list) else [value]))
            elif name not in _OF_SLOTS:
                yield from _named(value, name)


def _is_list(name: str) -> bool:
    try:
        return bool(lists.words(name))
    except FileNotFoundError:
        return False


def _list_fails(name: str, word: str, users: list[Rule]) -> bool:
    def less(wanted: str) -> frozenset[str]:
        return lists.words(wanted) - {word} if wanted == name else lists.words(wanted)

    for rule in users:
        changed = Rule(rule.id, rule.card, rule.file, less)
        for example, text in texts(rule):
            lowered = text.text.lower()
            if all(part in lowered for part in word.lower().split()) and not holds(
                changed, example, document(text.text, example.format, example)
            ):
                return True
    return False


def of_sets(rules: list[Rule]) -> Iterator[Mutation]:
    """Yield the deletions of words from the sets that checks, and what they share, write out."""
    for path in sorted(Path(checks.__file__).parent.rglob("*.py")):
        module = ".".join(["mtcheck", *path.relative_to(builtin_code()).with_suffix("").parts])
        if module not in sys.modules:
            continue
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Set) and len(node.elts) > 2 and all(map(_is_text, node.elts)):
                for index, element in enumerate(node.elts):
                    word = str(ast.literal_eval(element))
                    place = (module, (node.lineno, node.col_offset, index))
                    what = f"{path.stem}:{node.lineno} {word!r}"
                    yield Mutation("set word", what, lambda s=source, p=place, w=word: _set_fails(s, p, w, rules))


def builtin_code() -> Path:
    """Return the folder of the package."""
    return Path(checks.__file__).parent.parent


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _set_fails(source: str, place: tuple[str, tuple[int, int, int]], word: str, rules: list[Rule]) -> bool:
    tree = ast.parse(source)
    name, (line, column, index) = place
    for node in ast.walk(tree):
        if isinstance(node, ast.Set) and (node.lineno, node.col_offset) == (line, column):
            del node.elts[index]
    changed = ModuleType(name)
    changed.__dict__.update({"__file__": sys.modules[name].__file__, "__name__": name})
    known = sys.modules[name]
    sys.modules[name] = changed  # dataclasses look their module up
    try:
        exec(compile(tree, str(known.__file__), "exec"), changed.__dict__)  # our own source, one word less
    finally:
        sys.modules[name] = known
    first_checks = sorted(rules, key=lambda rule: rule.card.check is None)
    every = [(rule, texts(rule)) for rule in first_checks]  # read them before anything is changed
    with _instead(known, changed):
        return any(
            not holds(rule, one, document(text.text, one.format, one))
            for rule, examples in every
            for one, text in examples
            if rule.card.check is not None or not word.islower() or fold(word) in fold(text.text)
        )


@contextmanager
def _instead(known: ModuleType, changed: ModuleType) -> Iterator[None]:
    """Let everyone who holds a function or a table of a module use what the changed module has."""
    undo: list[Callable[[], None]] = []
    users = [one for name, one in sys.modules.items() if name.startswith("mtcheck.") and one is not changed]
    for name, old in list(vars(known).items()):
        new = vars(changed).get(name)
        if new is old or getattr(old, "__module__", known.__name__) != known.__name__:
            continue
        inner, other = inspect.unwrap(old) if callable(old) else old, inspect.unwrap(new) if callable(new) else new
        if isinstance(inner, FunctionType) and isinstance(other, FunctionType):
            undo.append(partial(setattr, inner, "__code__", inner.__code__))
            inner.__code__ = other.__code__
        elif isinstance(old, (set, frozenset, str, tuple, dict)) and old != new and not _of_functions(old):
            for user in users:
                for held in [key for key, value in vars(user).items() if value is old]:
                    undo.append(partial(setattr, user, held, old))
                    setattr(user, held, new)
    _forget(users)
    try:
        yield
    finally:
        for step in undo:
            step()
        _forget(users)


def _of_functions(value: object) -> bool:
    return isinstance(value, dict) and any(callable(one) for one in value.values())


def _forget(modules: list[ModuleType]) -> None:
    """Empty what functions of checks remember."""
    for module in modules:
        if module.__name__.startswith("mtcheck.checks"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def main() -> int:
    """Run the sample and print what was caught."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--count", type=int, default=60, help="deletions of each kind")
    options.add_argument("--show", action="store_true", help="name those that went unnoticed")
    chosen = options.parse_args()
    rules = loader.load([builtin_rules()])
    by_kind: dict[str, list[Mutation]] = {}
    for mutation in (*of_parts(rules), *of_lists(rules), *of_sets(rules)):
        by_kind.setdefault(mutation.kind, []).append(mutation)
    low = False
    for kind, every in by_kind.items():
        sample = random.Random(chosen.seed).sample(every, min(chosen.count, len(every)))
        verdicts = [(mutation.what, mutation.caught()) for mutation in sample]
        counts = Counter(caught for _, caught in verdicts)
        share = counts[True] / len(sample)
        low |= share < FLOORS[kind]
        print(
            f"{kind:15} {counts[True]:4} of {len(sample):4} caught  {share:.2f}  floor {FLOORS[kind]:.2f}  "
            f"({len(every)} in all)"
        )
        if chosen.show:
            print("".join(f"    unnoticed: {what}\n" for what, caught in verdicts if not caught), end="")
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
