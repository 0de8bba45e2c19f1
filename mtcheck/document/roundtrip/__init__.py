"""Compares a machine's round trip of an English text with the original and tells damage from paraphrase."""
