"""Tests of the LanguageTool pass; those with the marker need the engine."""
