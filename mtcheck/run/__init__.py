"""A run: texts through the passes, settled, placed, remembered, compared with each other."""
