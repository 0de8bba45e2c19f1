"""Makes the files of this folder anew from LemmInflect, if it is installed: ``python -m mtcheck.english.forms.build``.

The same version gives the same bytes.
"""

from collections.abc import Mapping
from typing import Any

from mtcheck.english.forms import FORMS, GUESSES, LEMMAS, entry
from mtcheck.english.forms.guess import Guesser, pack

_ASKED = ("NNS", "VBD", "VBN", "VBG", "VBZ", "JJR", "JJS", "RBR", "RBS")


def main() -> None:
    """Write the three files."""
    from lemminflect.core.InflectionRules import MorphologyStyleModel
    from lemminflect.core.Inflections import Inflections
    from lemminflect.core.Lemmatizer import Lemmatizer
    from lemminflect.core.LemmatizerRules import LemmatizerRules

    lemmas, forms = Lemmatizer(), Inflections()
    LEMMAS.write_bytes(_packed(_joined(lemmas._getLemmaDict(), lemmas._getOverridesDict())))
    known = _joined(forms._getInflDict(), forms._getOverridesDict())
    FORMS.write_bytes(
        _packed({word: {tag: said[tag] for tag in _ASKED if tag in said} for word, said in known.items()})
    )
    networks = {"lemma": LemmatizerRules().kinfer, "form": MorphologyStyleModel().kinfer}
    GUESSES.write_bytes(pack({name: _network(one) for name, one in networks.items()}))


def _joined(table: Mapping[str, Any], overrides: Mapping[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {word: {**table.get(word, {}), **overrides.get(word, {})} for word in table.keys() | overrides.keys()}


def _packed(entries: Mapping[str, Mapping[str, tuple[str, ...]]]) -> bytes:
    lines = [entry(word, entries[word]) + "\n" for word in sorted(entries, key=str.encode) if entries[word]]
    return ("\n" + "".join(lines)).encode()


def _network(one: Any) -> Guesser:
    inputs, hidden, outputs, thresholds = (array.tolist() for array in one.weights)
    return Guesser(tuple(one.getOutputEnum()), inputs, hidden, list(zip(*outputs, strict=True)), thresholds)


if __name__ == "__main__":
    main()
