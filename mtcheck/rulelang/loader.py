"""Loads rule packs: ``<folder>/<pack>/<name>.yaml`` becomes the rule ``<pack>.<name>``."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import regex

from mtcheck.core.model import CATEGORIES
from mtcheck.core.prepared import STORE
from mtcheck.english import lists
from mtcheck.rulelang import propose, ready, template
from mtcheck.rulelang.errors import RuleError
from mtcheck.rulelang.patterns import Lists
from mtcheck.rulelang.rule import Rule
from mtcheck.rulelang.schema import KINDS, RuleFile
from mtcheck.rulelang.sequence_rule import SequenceRule

if TYPE_CHECKING:
    from mtcheck.rulelang.yaml_file import YamlFile

Place = str | tuple[str, ...]
Fault = tuple[str, Place]

_NAME = regex.compile(r"[a-z][a-z0-9-]*")


def load(folders: Iterable[Path], language: str = "en") -> list[Rule]:
    """Load the rules of several folders, sorted by id; lists that a folder lacks are those of the language.

    Raises:
        RuleError: a file is broken, or two files make the same id.
    """
    rules: dict[str, Rule] = {}
    for folder in folders:
        for rule in _load_folder(folder, language):
            if rule.id in rules:
                raise RuleError(f"rule {rule.id} is already in {rules[rule.id].file}", rule.file)
            rules[rule.id] = rule
    STORE.save()
    return [rules[key] for key in sorted(rules)]


def _load_folder(folder: Path, language: str) -> Iterator[Rule]:
    if not folder.is_dir():
        raise RuleError("is no folder of rules", str(folder))
    paths = sorted(folder.glob("*/*.yaml"))
    if not paths:
        raise RuleError("holds no rule: expected <pack>/<name>.yaml", str(folder))
    finder, around = _lists_of(folder, language), ready.surroundings(folder, language)
    for path in paths:
        yield load_rule(path, finder, around)


def _lists_of(folder: Path, language: str) -> Lists:
    def find(name: str) -> frozenset[str]:
        own = folder / "lists" / f"{name}.txt"
        return lists.read_list(own) if own.is_file() else lists.words(name, language)

    return find


def made_ready(folder: Path, language: str) -> Iterator[tuple[str, bytes]]:
    """Yield for each rule of a folder the name and the content under which what was made of it is remembered.

    Whether there is a check that a rule names is left to who loads the rule, so that checks need not be imported.

    Raises:
        RuleError: a rule is broken.
    """
    finder, around = _lists_of(folder, language), ready.surroundings(folder, language)
    for path in sorted(folder.glob("*/*.yaml")):
        raw = path.read_bytes()
        rule = _fresh(_named(path), raw, str(path), finder)
        yield ready.key(around, raw), rule.ready.encoded()


def load_rule(path: Path, finder: Lists = lists.words, around: bytes = b"") -> Rule:
    """Load one rule file; what is made of it is remembered if its surroundings are given as a digest.

    Raises:
        RuleError: the file is broken; the error names the line.
    """
    shown, name = str(path), _named(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RuleError(f"cannot be read: {error}", shown) from error
    key = ready.key(around, raw)
    known = ready.decoded(STORE.kept(key) or b"") if around else None
    if known is not None and not _check_fault(known[1]):
        return Rule(name, known[1], shown, finder, known[0])
    rule = _fresh(name, raw, shown, finder, _check_fault)
    if around:
        STORE.keep(key, rule.ready.encoded())
    return rule


def _named(path: Path) -> str:
    """Return the id of the rule in a file."""
    for name in (path.parent.name, path.stem):
        if not _NAME.fullmatch(name):
            raise RuleError(f"the name {name!r} is not of the form lower-case-words", str(path))
    return f"{path.parent.name}.{path.stem}"


def _fresh(
    name: str, raw: bytes, shown: str, finder: Lists, check_fault: Callable[[RuleFile], Fault | None] = lambda _: None
) -> Rule:
    """Return the rule that a file holds."""
    from mtcheck.rulelang.yaml_file import YamlFile

    file = YamlFile(raw, shown)
    rule = Rule(name, _card(file), shown, finder)
    for fault, place in _faults(rule):
        raise RuleError(fault, shown, file.line(place))
    if fault_of_check := check_fault(rule.card):
        raise RuleError(fault_of_check[0], shown, file.line(fault_of_check[1]))
    return rule


def _card(file: "YamlFile") -> RuleFile:
    try:
        return msgspec.convert(file.data, RuleFile)
    except msgspec.ValidationError as error:
        message, _, at = str(error).partition(" - at `")
        raise RuleError(message, file.shown, file.line(at.rstrip("`") or _unknown(message))) from error


def _check_fault(card: RuleFile) -> Fault | None:
    """Return why there is no check of the name and kind that a rule says, and where; nothing if there is one."""
    if card.check is None:
        return None
    from mtcheck.checks import named

    try:
        fault = named(card.check).fault(card.kind)
    except LookupError as error:
        return str(error), "$.check"
    return (fault, "$" if card.kind is None else "$.kind") if fault else None


def _unknown(message: str) -> str:
    field = regex.search(r"unknown field `([\w-]+)`", message)
    return f"$.{field[1]}" if field else "$"


def _faults(rule: Rule) -> Iterator[tuple[str, Place]]:
    card = rule.card
    kinds = [kind for kind in KINDS if getattr(card, kind) is not None]
    if len(kinds) != 1:
        yield f"a rule says exactly one of {', '.join(KINDS)}; this one says {', '.join(kinds) or 'none'}", "$"
        return
    if card.category not in CATEGORIES:
        yield f"unknown category {card.category!r} (known: {', '.join(CATEGORIES)})", "$.category"
    if card.kind is not None and card.check is None:
        yield "only a rule with a check names a kind", "$.kind"
    if card.swap is not None and card.fixes:
        yield "a swap rule has its fixes in its table", "$.fixes"
    yield from _gathering_faults(card)
    yield from _example_faults(card)
    if card.propose is not None:
        yield from ((fault, "$.propose") for fault in propose.faults(card.propose))
        if card.fixes:
            yield "a propose rule gets its fixes from its family", "$.fixes"
    broken = list(_pattern_faults(rule, kinds[0]))
    yield from broken or _template_faults(rule)


def _gathering_faults(card: RuleFile) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with conditions on all that a text has."""
    if card.forms is not None and card.fixes:
        yield "a rule of forms has its fixes in them", "$.fixes"
    if card.same and card.forms is None:
        yield "only a rule of forms says what is the same", "$.same"
    if card.elsewhere and card.find is None and card.swap is None:
        yield "only a rule of patterns (find or swap) says this", "$.elsewhere"
    if card.often is not None and card.find is None:
        yield "only a rule of find says this", "$.often"


def _example_faults(card: RuleFile) -> Iterator[tuple[str, str]]:
    for index, example in enumerate(card.examples):
        if (example.bad is None) == (example.good is None):
            yield "an example is either bad or good", f"$.examples[{index}]"
        if example.good is not None and example.fix is not None:
            yield "a good example needs no fix", f"$.examples[{index}].fix"
    if not any(example.bad is not None for example in card.examples):
        yield "a rule needs a bad example", "$.examples"
    if not any(example.good is not None for example in card.examples):
        yield "a rule needs a good example", "$.examples"


def _pattern_faults(rule: Rule, kind: str) -> Iterator[tuple[str, str]]:
    parts: dict[str, Callable[[], object]] = {
        f"$.{kind}": lambda: rule.patterns,
        "$.unless": lambda: rule.unless,
        "$.where": lambda: rule.where,
    }
    for index in range(len(rule.card.sequences or [1] * (rule.card.tokens is not None))):
        place = f"$.sequences[{index}].tokens" if rule.card.sequences else "$.tokens"
        parts[place] = partial(_complete, rule, index)
    for place, make in parts.items():
        try:
            make()
        except regex.error as error:
            yield f"not a pattern: {error}", place
        except FileNotFoundError as error:
            yield f"no such list: {Path(error.filename).stem}", place
        except ValueError as error:
            yield str(error), place
    if kind not in {"tokens", "sequences"}:
        yield from _token_faults(rule.card)


def _complete(rule: Rule, number: int) -> None:
    rule.sequence(number).complete()


def _token_faults(card: RuleFile) -> Iterator[tuple[str, str]]:
    if not all(isinstance(one, str) for one in card.unless):
        yield "only a rule of tokens has exceptions of tokens", "$.unless"
    for key in ("agree", "counted"):
        if getattr(card, key):
            yield "only a rule of tokens says this", f"$.{key}"


def _sequence_faults(sequence: SequenceRule, place: str, known: set[str]) -> Iterator[tuple[str, Place]]:
    for index, fix in enumerate(sequence.fixes):
        slots = known | ({template.PRONOUN} if "verb" in known else set())
        yield from ((fault, f"{place}.fixes[{index}]") for fault in template.faults(fix, slots))
    for key, conditions in (("where", sequence.where), ("counted", sequence.counted)):
        for one in (filled for condition in conditions for filled in condition.templates):
            yield from ((fault, f"{place}.{key}") for fault in template.faults(one, known))
    for agreement in sequence.agree:
        for name in {agreement.one, agreement.other} - {None} - known:
            yield f"unknown name {name!r} (known: {', '.join(sorted(known))})", f"{place}.agree"


def _template_faults(rule: Rule) -> Iterator[tuple[str, Place]]:
    if rule.card.check is not None:
        return
    known = {"text", "0"}
    for pattern, _ in rule.patterns:
        known |= set(pattern.groupindex) | {str(number + 1) for number in range(pattern.groups)}
    for one in (filled for condition in rule.elsewhere for filled in condition.templates):
        yield from ((fault, "$.elsewhere") for fault in template.faults(one, known))
    for name, form in (rule.card.forms or {}).items():
        yield from ((fault, f"$.forms.{name}") for one in form.write for fault in template.faults(one, known))
    yield from ((fault, "$.same") for fault in template.faults(rule.card.same, known))
    for index, sequence in enumerate(rule.sequences):
        known |= sequence.names
        place = f"$.sequences[{index}]" if rule.card.sequences else "$"
        yield from _sequence_faults(sequence, place, {"text", "0"} | sequence.names)
    if rule.sequences and "verb" in known:
        known.add(template.PRONOUN)
    known |= {"times", "sentences"} if rule.card.often is not None else set()
    check = partial(template.faults, known=known)
    for index, fix in enumerate(rule.card.fixes):
        yield from ((fault, f"$.fixes[{index}]") for fault in check(fix))
    for key, fixes in (rule.card.swap or {}).items():
        for fix in [fixes] if isinstance(fixes, str) else fixes:
            yield from ((fault, ("swap", key)) for fault in check(fix))
    yield from ((fault, "$.message") for fault in template.faults(rule.card.message, known | {"fix"}))
