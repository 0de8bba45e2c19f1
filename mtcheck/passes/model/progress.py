"""How far the model is with the texts of a run, told as it goes on."""

from mtcheck.core.telling import Tell


class Progress:
    """Counts the words to be read and those that are done."""

    def __init__(self, tell: Tell) -> None:
        """Take whom to tell."""
        self._tell = tell
        self._expected = self._done = 0

    def expect(self, words: int) -> None:
        """Add words that will be read."""
        self._expected += words

    def done(self, words: int) -> None:
        """Add words that were read."""
        self._done += words
        self._tell("words read by the model", self._done, max(self._done, self._expected))
