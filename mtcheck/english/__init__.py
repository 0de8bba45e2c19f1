"""All that mtcheck knows of English without a rule: tokens, lemmas, tags, seams, words and their features."""
