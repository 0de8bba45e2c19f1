"""Counts in words: one finding, two findings."""


def counted(count: int, name: str) -> str:
    """Return a count with its noun, whose plural takes an s, as in ``1,200 findings``."""
    return f"{count:,} {name}{'' if count == 1 else 's'}"
