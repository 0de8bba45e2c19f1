"""The version of mtcheck: the one place that says it."""

__version__ = "0.1.0"

HOMEPAGE = "https://mtcheck.example/"
"""Where the project is to be found, as pyproject.toml has it too."""
