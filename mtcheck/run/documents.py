"""Makes a document of a text as it was read, with what belongs to it."""

from mtcheck.core.model import Glossary
from mtcheck.core.report import TextReport
from mtcheck.core.settings import Config
from mtcheck.document import Beside, Document
from mtcheck.input.reading import Text


def document_of(one: Text, config: Config, glossary: Glossary | None = None) -> Document:
    """Return the document of a text, with its source, reference and glossary beside it."""
    document = Document.read(one)
    document.language = config.language
    document.limits = config.limits
    if one.source is not None or one.reference is not None or glossary is not None:
        source = None if one.source is None else Document.of(one.source, one.format)
        languages = (one.source_lang,) if one.source_lang else tuple(config.source_lang)
        document.beside = Beside(source, one.reference, languages, glossary)
    return document


def document_of_report(text: TextReport) -> Document:
    """Return the document of a text that was checked, its source beside it."""
    document = Document.of(text.text, text.format, segment=text.segment, line=text.line)
    if text.source is not None:
        document.beside = Beside(Document.of(text.source, text.format))
    return document
