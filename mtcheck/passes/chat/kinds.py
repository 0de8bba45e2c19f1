"""The closed table of what a server may call an error, and what is made of it: category, severity, message."""

from typing import NamedTuple

from mtcheck.core.model import Severity


class Kind(NamedTuple):
    """A kind of error: what the server is told of it, its MQM category, the most it may weigh, and its message."""

    about: str
    category: str
    most: Severity
    message: str
    why: str


KINDS = {
    "grammar": Kind(
        "a wrong form, agreement, article, preposition, or word order; a word missing or too many",
        "fluency/grammar",
        Severity.MAJOR,
        "The grammar is wrong here; “{fix}” is meant.",
        "The sentence breaks a rule of English grammar.",
    ),
    "spelling": Kind(
        "a misspelt word",
        "fluency/spelling",
        Severity.MINOR,
        "“{text}” is misspelt; “{fix}” is meant.",
        "The word is not spelt so.",
    ),
    "punctuation": Kind(
        "a mark that is wrong, missing or too many",
        "fluency/punctuation",
        Severity.MINOR,
        "The punctuation is wrong here; “{fix}” is meant.",
        "A mark is wrong, missing or too many.",
    ),
    "duplication": Kind(
        "a word or phrase said twice",
        "fluency/duplication",
        Severity.MAJOR,
        "This says the same twice; “{fix}” is enough.",
        "A word or phrase stands twice.",
    ),
    "word-choice": Kind(
        "a word that does not mean what the sentence must mean",
        "accuracy/mistranslation",
        Severity.MAJOR,
        "“{text}” is not the word that is meant; “{fix}” is.",
        "The word does not mean what the sentence must mean.",
    ),
    "untranslated": Kind(
        "a word left in another language",
        "accuracy/untranslated",
        Severity.MAJOR,
        "“{text}” is not English; “{fix}” is.",
        "A word was left in the language of the source.",
    ),
    "unnatural": Kind(
        "what no native writer would write, though it can be understood",
        "style/unnatural",
        Severity.MINOR,
        "Nobody writes so; “{fix}” is more natural.",
        "It can be understood, but no native writer would put it so.",
    ),
    "terminology": Kind(
        "not the term that the field uses",
        "terminology",
        Severity.MINOR,
        "The usual term is “{fix}”.",
        "The field has another term for it.",
    ),
}
"""By the name that stands in the schema, and after ``chat.`` in the id of a finding."""

LEFT_OUT = "“{text}” should be left out."
"""The message where the correction is nothing."""
INSERTED = "“{fix}” is missing here."
"""The message where the correction puts something in."""

WEIGHTS = {"minor": Severity.MINOR, "major": Severity.MAJOR, "critical": Severity.MAJOR}
"""What becomes of the severities that the server may name: none of its findings is critical."""
