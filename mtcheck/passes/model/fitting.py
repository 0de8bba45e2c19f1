"""Fits a model's decision to texts that the user names, and keeps it beside the model."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from mtcheck.core.errors import UserError
from mtcheck.core.places import builtin_rules
from mtcheck.core.writing import write_atomically
from mtcheck.document import Document
from mtcheck.passes.model import calibrate, fluency
from mtcheck.passes.model.decision import Decision
from mtcheck.passes.model.fluency import Usual
from mtcheck.passes.model.passage import sentences
from mtcheck.passes.model.proposals import Proposer
from mtcheck.passes.model.runtime import LanguageModel
from mtcheck.passes.model.store import Installed
from mtcheck.rulelang import loader

LEAST_WORDS = 5000
"""From fewer words than this nothing can be learnt about one finding in a thousand."""


def fitted(found: Installed, files: Sequence[Path], progress: Callable[[], None]) -> Decision:
    """Return the decision fitted to files of good English; ``progress`` is called once for each file.

    Raises:
        UserError: a file cannot be read, or there is too little text.
        Unavailable: the model cannot be loaded.
    """
    texts = [_text(file) for file in files]
    words = sum(len(text.split()) for text in texts)
    if words < LEAST_WORDS or len(texts) < 4:
        raise UserError(f"{len(texts)} texts of {words} words are too few: give 4 or more, of {LEAST_WORDS} in all")
    model = LanguageModel(found.folder)
    rules = [rule for rule in loader.load([builtin_rules()]) if rule.card.propose]
    samples = list(calibrate.samples(texts, model))
    rows = list(calibrate.rows(samples, Proposer(rules, model), lambda _: progress()))
    quiet = sum(one.words for one in samples if one.kind == "clean")
    return calibrate.decide(rows, quiet)


def usual(found: Installed, files: Sequence[Path]) -> Usual | None:
    """Return how odd the sentences of files of good English are; None if they are too few.

    Raises:
        UserError: a file cannot be read.
        Unavailable: the model cannot be loaded.
    """
    model = LanguageModel(found.folder)
    documents = [Document.of(_text(file)) for file in files]
    return fluency.fit(words for document in documents for words in sentences(document, model))


def keep(found: Installed, decision: Decision) -> None:
    """Write a decision into the model's folder, where it goes before the one that comes with mtcheck."""
    write_atomically(found.decision_file, msgspec.json.format(msgspec.json.encode(decision), indent=1))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{file}: {error}") from error
