"""Figures about whole texts: MQM penalties, comparisons, scores against references, hints of a source language."""
