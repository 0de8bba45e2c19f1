"""How slow work says how far it is."""

from collections.abc import Callable

Tell = Callable[[str, int, int], None]
"""Called with what is done, how much of it is done, and how much there is to do."""


def tell_nobody(what: str, done: int, of: int) -> None:
    """Say nothing."""
