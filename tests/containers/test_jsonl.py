import json

import pytest
from hypothesis import given, strategies

from mtcheck.input.containers.json_lines import json_string, place_of
from mtcheck.run.correct import How, corrections
from tests.containers.test_fix import config  # noqa: F401  (a fixture)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ('{"target": "a"}', '"a"'),
        ('\ufeff {"x": {"target": "no"}, "target" :\t"a" }\r', '"a"'),
        ('{"meta": "\\"target\\": \\"no\\"", "target": "a"}', '"a"'),
        ('{"target": "a", "target": "b"}', '"b"'),
        ('{"\\u0074arget": "q\\n😀"}', '"q\\n😀"'),
        ('{"target": "a", "list": [1, {"target": 3}, [], {}]}', '"a"'),
        ('{"target": 1}', None),
        ('{"target": "a", "target": null}', None),
        ('["target"]', None),
        ('{"target": "a"', None),
        ('{target: "a"}', None),
        ("", None),
        ('{"a": ' + "[" * 100_000, None),
    ],
)
def test_the_place_of_the_target_of_the_record_itself(line, value):
    place = place_of(line)
    assert (None if place is None else place.of(line)) == value


values = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.text() | strategies.integers(),
    lambda inner: (
        strategies.lists(inner, max_size=4)
        | strategies.dictionaries(strategies.text(max_size=8) | strategies.just("target"), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    before=strategies.dictionaries(strategies.text(), values),
    target=strategies.text(),
    after=strategies.dictionaries(strategies.text().filter(lambda key: key != "target"), values),
    plain=strategies.booleans(),
)
def test_replacing_the_place_replaces_the_target_alone(before, target, after, plain):
    record = before | {"target": target} | after
    line = json.dumps(record, ensure_ascii=plain)
    place = place_of(line)
    new = line[: place.start] + json_string("new é", place.of(line)) + line[place.end :]
    assert json.loads(new) == record | {"target": "new é"}


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        (
            '{"a": {"target": "On teh mat"}, "target": "On teh mat"}',
            '{"a": {"target": "On teh mat"}, "target": "On the mat"}',
        ),
        ('{"n": "\\"target\\": \\"teh\\"", "target": "teh"}', '{"n": "\\"target\\": \\"teh\\"", "target": "the"}'),
        ('{"target": "teh", "target": "On teh"}', '{"target": "teh", "target": "On the"}'),
        ('{"\\u0074arget": "teh"}\r', '{"\\u0074arget": "the"}\r'),
        ('{"note": "teh",\r "target": "teh"}', '{"note": "teh",\r "target": "the"}'),
        ('{"target": "é teh", "source": "teh"}', '{"target": "é the", "source": "teh"}'),
        ('{"target": "m\\u00e4 teh"}', '{"target": "m\\u00e4 the"}'),
    ],
)
def test_fix_changes_only_the_target_of_the_record(tmp_path, config, line, fixed):  # noqa: F811
    path = tmp_path / "a.jsonl"
    path.write_bytes(f'{{"target": "Fine."}}\n{line}\n{{"target": "Fine."}}'.encode())
    (one,) = corrections([str(path)], config, How())
    assert one.problems == []
    assert one.after.decode() == f'{{"target": "Fine."}}\n{fixed}\n{{"target": "Fine."}}'
