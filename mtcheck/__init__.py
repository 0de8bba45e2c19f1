"""mtcheck: a linter for text that a machine translated into English."""

__version__ = "0.1.0"
