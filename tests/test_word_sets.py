"""Facts of English stand in the lexicon and in lists: no code outside ``english`` holds a set of more than 8 words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

import mtcheck
from mtcheck.english import lexicon

ROOT = Path(mtcheck.__file__).parent
MOST = 8
_RUN = regex.compile(r"[\p{L}’' -]+(?:\|[\p{L}’' -]+)+")
NO_FACTS_OF_ENGLISH = {
    "cli/main.py": "names of commands",
    "checks/markup.py": "names of HTML entities",
    "document/bilingual/negation.py": "beginnings of words, some of which happen to be words",
    "input/formats/html.py": "names of HTML elements",
    "output/page/build.py": "names of fields",
    "passes/model/families/__init__.py": "names of families of edits",
    "passes/model/features.py": "names of families of edits",
    "rulelang/propose.py": "names of families of edits",
    "output/reporters/json_data.py": "names of fields",
    "rulelang/template.py": "names of filters",
}


def is_word(text: str) -> bool:
    known = len(text) > 2 and lexicon.frequency(text) >= 3
    return not text.isupper() and (known or text.lower() in lexicon.words("closed-class"))


def _strings(nodes: Iterator[ast.expr | None]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def groups(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """Yield line and strings of each literal collection, split string and choice in a pattern."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.List | ast.Tuple):
            yield node.lineno, _strings(iter(node.elts))
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            yield node.lineno, _strings(key for key, value in pairs if not isinstance(value, ast.Name))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from ((node.lineno, match.group().split("|")) for match in _RUN.finditer(node.value))
        else:
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Constant(value=str() as text), attr="split")):
                    yield node.lineno, text.split()


def offences(tree: ast.AST) -> list[tuple[int, list[str]]]:
    found = ((line, [text for text in texts if is_word(text.strip())]) for line, texts in groups(tree))
    return [(line, texts) for line, texts in found if len(texts) > MOST]


def test_no_code_outside_english_holds_a_set_of_words():
    sinners = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("english/") and (found := offences(ast.parse(path.read_text(encoding="utf-8")))):
            sinners[name] = found
    assert not {name: found for name, found in sinners.items() if name not in NO_FACTS_OF_ENGLISH}
    assert sinners.keys() == NO_FACTS_OF_ENGLISH.keys(), "an exception is no longer needed"


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('{"he", "she", "it", "we", "you", "they", "who", "what", "that"}', 1),
        ('{"he", "she", "it", "we", "you", "they", "who", "what"}', 0),
        ('r"(?:he|she|it|we|you|they|who|what|that)\\b"', 1),
        ('rf"(?:{X}|he|she|it|we|you|they|who|what|that)"', 1),
        ('"he she it we you they who what that".split()', 1),
        ('{"he": 1, "she": 1, "it": 1, "we": 1, "you": 1, "they": 1, "who": 1, "what": 1, "that": 1}', 1),
        ('["JJ", "NN", "NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "IN"]', 0),
        ('"he she it we you they who what that"', 0),
    ],
)
def test_what_a_set_of_words_is(code, count):
    assert len(offences(ast.parse(code))) == count
