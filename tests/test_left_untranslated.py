"""Words of other languages amid English ones: exact places and translations."""

import pytest

from mtcheck.checks import named
from mtcheck.document import Document


def _found(kind, text):
    document = Document.of(text)
    return [(hit.span.of(document.prose), hit.fixes) for hit in named("foreign-word").hits(document, kind)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The talks zwischen the two bakers failed.", [("zwischen", ("between",))]),
        ("“They sold uma old boat to the king,” he said.", [("uma", ("a",))]),
        ("The baker met Jones dopo the war.", [("dopo", ("after",))]),
        ("By July 25, der air in the town was clear.", [("der", ("the",))]),
        ("Pero the baker slept all day.", [("Pero", ("But",))]),
        ("Pero said the baker slept all day.", []),
        ("It is the capital de Germany, he said.", [("de", ("of", "from", "the", "they"))]),
        ("We saw the coach de Bruyne at noon.", []),
        ("The film by Charles de Gaulle and Ludwig van Beethoven was long.", []),
        ("They shouted “hasta mañana” to the baker and left.", []),
        ("“Well, um I was in the town,” he said.", []),
        ("The baker met with the king at noon.", []),
    ],
)
def test_small_words(text, found):
    assert _found("function-word", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The baker and the gobierno agreed on a price.", [("gobierno", ("government",))]),
        ("The old maladie of the cow came back.", [("maladie", ("illness", "disease"))]),
        ("The baker had an old barrio in mind.", []),
    ],
)
def test_frequent_words(text, found):
    assert _found("content-word", text) == found
