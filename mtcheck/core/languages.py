"""The names of languages that a user may write, such as ES, es-MX or Spanish, as the codes that rules use."""


def primary(name: str) -> str:
    """Return the primary code of a language: ISO 639-1 where it has one, that of the whole for a part of it.

    Raises:
        ValueError: it is neither a code nor an English or native name of a language.
    """
    import langcodes

    written = name.strip()
    try:
        known = langcodes.get(written) if langcodes.tag_is_valid(written) else langcodes.find(written)
    except (LookupError, ValueError) as error:
        message = f"unknown language {name!r}; write a code such as es, or an English name such as Spanish"
        raise ValueError(message) from error
    return known.prefer_macrolanguage().language or written


def named(code: str) -> str:
    """Return the English name of a language with its code, as in ``Spanish (es)``."""
    import langcodes

    return f"{langcodes.get(code).display_name('en')} ({code})"
