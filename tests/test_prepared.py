"""What is made ready of rules ahead of time: the same as a fresh reading, a miss at any doubt, and made late."""

from functools import cache

import pytest

from mtcheck.core import prepared
from mtcheck.core.places import builtin_rules
from mtcheck.core.prepared import Store, sealed
from mtcheck.document import Document
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.rulelang import loader, ready
from mtcheck.rulelang.rule import Rule

SWAP = """
message: A message that is long enough.
why: It is wrong in this place.
severity: minor
category: fluency/grammar
swap:
  zebra crossing: crossing
  '(?:my|your) apples? of': apple
  'aardvarks (?:are|were)': animals
  in regard of: as to
examples:
- bad: A zebra crossing.
  fix: A crossing.
- good: A crossing.
"""
TOKENS = """
message: A message that is long enough.
why: It is wrong in this place.
severity: minor
category: fluency/grammar
tokens:
- {word: '{months}|Yule', name: month}
- {tag: 'NN.*', no_word: [day, days], repeat: '{1,2}'}
- {any: [{lemma: be}, {at: end}]}
fixes: ['{month}']
examples:
- bad: In May rain is wet.
- good: In May it rains.
"""


@cache
def fresh():
    """The rules as they are read anew, by id."""
    paths = sorted(builtin_rules().glob("*/*.yaml"))
    return {rule.id: rule for rule in (loader.load_rule(path) for path in paths)}


def again(rule):
    """Return a rule out of what is remembered of it."""
    known = ready.decoded(rule.ready.encoded())
    assert known is not None
    return Rule(rule.id, known[1], rule.file, rule.lists, known[0])


def test_what_is_remembered_of_every_rule_says_the_same():
    for rule in fresh().values():
        other = again(rule)
        assert other.card == rule.card
        assert other.needs == rule.needs
        assert other.folded == rule.folded
        assert [one.demands for one in other.outlines] == [one.demands for one in rule.outlines]
        for mine, its in zip(rule.sequences, other.outlines, strict=True):
            for number, pattern in enumerate(mine.patterns):
                assert its[number]._parts == pattern.outline._parts
        assert other.ready.encoded() == rule.ready.encoded()


def test_it_gives_the_same_findings():
    rules = [rule for rule in fresh().values() if not rule.needs_model]
    texts = [one.bad for rule in rules for one in rule.card.examples if one.bad and one.source_text is None]
    documents = [Document.of("\n\n".join(texts[low : low + 40])) for low in range(0, len(texts), 40)]
    one, other = RulesPass(rules), RulesPass([again(rule) for rule in rules])
    found = [list(one.check(document)) for document in documents]
    assert [list(other.check(document)) for document in documents] == found
    assert [checked.findings for checked in other.check_many(documents)] == found


def folder_of(tmp_path, body):
    folder = tmp_path / "rules"
    (folder / "pack").mkdir(parents=True)
    (folder / "lists").mkdir()
    (folder / "lists" / "months.txt").write_text("May\nJune\n")
    (folder / "pack" / "one.yaml").write_text(body)
    return folder


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store of this test alone, without what came with the package."""
    monkeypatch.setenv("MTCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(prepared, "_shipped", dict)
    one = Store()
    monkeypatch.setattr(loader, "STORE", one)
    return one


@pytest.mark.parametrize("body", [SWAP, TOKENS])
def test_the_second_loading_reads_no_yaml_and_keeps_the_order(tmp_path, monkeypatch, store, body):
    folder = folder_of(tmp_path, body)
    (first,) = loader.load([folder])
    monkeypatch.setattr(loader, "_fresh", None)
    (second,) = loader.load([folder])
    assert second.card == first.card
    assert list(second.card.swap or ()) == list(first.card.swap or ())
    assert [one.pattern for one, _ in second.patterns] == [one.pattern for one, _ in first.patterns]
    text = Document.of("A zebra crossing is in regard of my apple of May rain. Aardvarks are in May weather.")
    assert list(RulesPass([second]).check(text)) == list(RulesPass([first]).check(text))


@pytest.mark.parametrize("change", ["rule", "list", "code", "version"])
def test_what_was_made_of_something_else_is_a_miss(tmp_path, monkeypatch, store, change):
    folder = folder_of(tmp_path, TOKENS)
    loader.load([folder])
    read = []
    plain, made_by = loader._fresh, ready._made_by
    monkeypatch.setattr(loader, "_fresh", lambda *arguments: read.append(1) or plain(*arguments))
    if change == "rule":
        path = folder / "pack" / "one.yaml"
        path.write_text(path.read_text().replace("Yule", "Lent"))
    elif change == "list":
        (folder / "lists" / "months.txt").write_text("May\n")
    elif change == "code":
        monkeypatch.setattr(ready, "_made_by", lambda language: b"another")
    else:
        made_by.cache_clear()
        monkeypatch.setattr(ready, "__version__", "0")
    loader.load([folder])
    assert read == [1]
    made_by.cache_clear()


@pytest.mark.parametrize("content", [None, b"", b"x" * 100, "cut", "turned", "other"])
def test_a_file_of_the_package_that_is_missing_or_broken_is_a_miss(tmp_path, monkeypatch, content):
    whole = sealed({"key": b"value"})
    raw = {"cut": whole[:-3], "turned": whole[:-1] + bytes([whole[-1] ^ 1]), "other": sealed({})}.get(content, content)
    if raw is not None:
        (tmp_path / prepared.SHIPPED).write_bytes(raw)
    monkeypatch.setattr(prepared, "builtin_rules", lambda: tmp_path)
    assert prepared._shipped.__wrapped__() == {}
    (tmp_path / prepared.SHIPPED).write_bytes(whole)
    assert prepared._shipped.__wrapped__() == {"key": b"value"}


def test_bytes_that_are_no_rule_are_a_miss(tmp_path, monkeypatch, store):
    folder = folder_of(tmp_path, SWAP)
    (first,) = loader.load([folder])
    for raw in (b"", b"\x00", b"\x95", first.ready.encoded()[:-1]):
        assert ready.decoded(raw) is None
        monkeypatch.setattr(prepared, "_shipped", lambda found=raw: dict.fromkeys([key(folder)], found))
        (second,) = loader.load([folder])
        assert second.card == first.card


def key(folder):
    return ready.key(ready.surroundings(folder, "en"), (folder / "pack" / "one.yaml").read_bytes())


def test_the_file_of_the_package_is_what_a_fresh_reading_gives(tmp_path, monkeypatch, store):
    made = dict(loader.made_ready(builtin_rules(), "en"))
    assert len(made) == len(fresh())
    assert sorted(made.values()) == sorted(rule.ready.encoded() for rule in fresh().values())
    monkeypatch.setattr(prepared, "_shipped", lambda: made)
    monkeypatch.setattr(loader, "_fresh", None)
    assert [rule.card for rule in loader.load([builtin_rules()])] == [fresh()[name].card for name in sorted(fresh())]


def test_a_pattern_is_compiled_only_for_a_text_that_can_hold_it():
    rule = again(next(rule for rule in fresh().values() if len(rule.card.swap or ()) > 20 and rule.patterns))
    runner = RulesPass([rule])
    assert list(runner.check(Document.of("It is so."))) == []
    assert not rule._compiled
    sequences = again(fresh()["articles.superlative"])
    assert list(RulesPass([sequences]).check(Document.of("Xyzzy."))) == []
    assert not sequences._made


def test_what_was_made_of_rules_that_are_gone_is_not_kept_for_ever(tmp_path, monkeypatch, store):
    for number in range(3 * prepared._MOST_MADE):
        store.keep(f"old {number}", b"x")
    store.save()
    fresh_one = Store()
    fresh_one.keep("new", b"y")
    fresh_one.save()
    assert set(Store()._load().made) == {"new"}
