"""Names cut in two, halves of names in lower case, words no language has: text -> exact places and fixes."""

import pytest

from mtcheck.checks import named
from mtcheck.document import Document

FOUND = [
    ("half-name", "The European union met.", [("union", "Union")]),
    ("half-name", "The army of the united States met.", [("united", "United")]),
    ("half-name", "Some people of central Africa met.", []),
    ("half-name", "In the Middle east, at the Washington post.", [("east", "East"), ("post", "Post")]),
    ("half-name", "In east Africa the Labour party met.", []),
    ("half-person", "It was angela Rotwell who sang.", [("angela", "Angela")]),
    ("half-person", "It was Angela rotwell who sang.", [("rotwell", "Rotwell")]),
    ("half-person", "It was Angela singing for Daniel arap Moi.", []),
    ("name-cut-by-stop", "Then Angela Rotwell sang. I saw Angela. Rotwell bowed.", [(".", "")]),
    ("name-cut-by-stop", "I saw Angela. Rotwell bowed.", []),
    ("name-turned-at-stop", "I saw Rotwell. Angela. Then I left.", [("Rotwell. Angela", "Angela Rotwell")]),
    ("name-turned-at-stop", "I saw Rotwell. Angela. and left.", [("Rotwell. Angela.", "Angela Rotwell")]),
    ("name-turned-at-stop", "I saw Rotwell. Angela bowed.", []),
    ("name-cut-by-space", "She lives in Mel bourne now.", [("Mel bourne", "Melbourne")]),
    ("name-cut-by-space", "It was an Irish man, and Ann a week later saw Rob in town.", []),
    ("foreign-ending", "The democracia of situaciones.", [("democracia", "democracy")]),
    ("foreign-ending", "The academia and the paprika.", []),
    ("syllable-loop", "He ate mechichichichi rice.", [("mechichichichi", "")]),
    ("syllable-loop", "He ate bananas and laughed hahahaha.", []),
    ("glued-ending", "Rotwell sang. I love Rotwell and Rotwellha voice.", [("Rotwellha", "Rotwell's")]),
    ("glued-ending", "Rotwell sang in Rotwellha.", []),
    ("common-noun", "The road ran past a road. In May the Road was open.", [("Road", "road")]),
    ("common-noun", "The road ran past a road. In May the Road of Bones was open.", []),
]


@pytest.mark.parametrize(("check", "text", "expected"), FOUND)
def test_what_a_check_finds(check: str, text: str, expected: list[tuple[str, str]]) -> None:
    document = Document.of(text)
    name, _, kind = check.partition(" ")
    hits = named(name).hits(document, kind or None)
    assert [(hit.span.of(text), hit.fixes[0] if hit.fixes else "") for hit in hits] == expected
