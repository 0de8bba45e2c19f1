"""LanguageTool as a second grammar checker: where it is, how it is started, asked, and understood.

The package ``language-tool-python`` (GPL-3.0, extra ``languagetool``) is imported in ``wrapper`` only, and only
when a server has to be started or an engine fetched; checking against a named server needs neither it nor Java.
"""
