"""Names cut in two, halves of names in lower case, words no language has: text -> exact places and fixes."""

import pytest

from mtcheck.checks import named
from mtcheck.document import Document

FOUND = [
    ("half-capitals name", "The European union met.", [("union", "Union")]),
    ("half-capitals name", "The army of the united States met.", [("united", "United")]),
    ("half-capitals name", "Some people of central Africa met.", []),
    ("half-capitals name", "In the Middle east, at the Washington post.", [("east", "East"), ("post", "Post")]),
    ("half-capitals name", "In east Africa the Labour party met.", []),
    ("half-capitals person", "It was angela Rotwell who sang.", [("angela", "Angela")]),
    ("half-capitals person", "It was Angela rotwell who sang.", [("rotwell", "Rotwell")]),
    ("half-capitals person", "It was Angela singing for Daniel arap Moi.", []),
    ("cut-name stop", "Then Angela Rotwell sang. I saw Angela. Rotwell bowed.", [(".", "")]),
    ("cut-name stop", "I saw Angela. Rotwell bowed.", [(".", "")]),
    ("cut-name stop", "I saw Angela. Rotwell bowed. Angela left.", []),
    ("cut-name turned", "Angela Rotwell sang. I saw Rotwell. Angela bowed.", [("Rotwell. Angela", "Angela Rotwell")]),
    ("cut-name turned", "Angela Rotwell sang. I saw Rotwell. Angela bowed. Then Angela left.", []),
    ("cut-name turned", "I saw Rotwell. Angela. Then I left.", [("Rotwell. Angela", "Angela Rotwell")]),
    ("cut-name turned", "I saw Rotwell. Angela. and left.", [("Rotwell. Angela.", "Angela Rotwell")]),
    ("cut-name turned", "I saw Rotwell. Angela bowed.", []),
    ("cut-name space", "She lives in Mel bourne now.", [("Mel bourne", "Melbourne")]),
    ("cut-name space", "It was an Irish man, and Ann a week later saw Rob in town.", []),
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
