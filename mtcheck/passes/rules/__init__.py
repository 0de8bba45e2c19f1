"""The first pass: the rules of all loaded packs."""
