"""What in the settings has no effect in a run, in words: nothing that a user asks for goes unheard."""

from collections.abc import Iterator, Sequence

from mtcheck.core.counted import counted
from mtcheck.core.languages import named
from mtcheck.core.model import Glossary
from mtcheck.core.report import TextReport
from mtcheck.core.settings import Config
from mtcheck.passes import PASSES
from mtcheck.rulelang.rule import Rule


def without_effect(config: Config, rules: Sequence[Rule], glossary: Glossary | None) -> Iterator[str]:
    """Yield what the settings ask for in vain, whatever the texts are."""
    for engine in PASSES:
        asked = [name for name in (*config.select, *config.only) if name.partition(".")[0] == engine]
        if asked and engine not in (*config.engines, "rules"):
            yield f"{', '.join(asked)} is selected, but {engine} does not run; add it with --passes {engine}"
    betrayed = {language for rule in rules for language in rule.card.betrays}
    for language in config.source_lang:
        if language not in betrayed:
            yield f"no rule is special to texts from {named(language)}"
    if glossary is not None and not glossary.terms:
        yield "the glossary holds no term"


def unpaired(texts: Sequence[TextReport], glossary: Glossary | None) -> Iterator[str]:
    """Yield that a glossary had nothing to be held against."""
    terms = [term for term in glossary.terms if term.source] if glossary else []
    if terms and texts and all(text.source is None for text in texts):
        yield (
            f"{counted(len(terms), 'term')} of the glossary had no source text to be found in; give one "
            "with --source, or check files that hold their source"
        )
