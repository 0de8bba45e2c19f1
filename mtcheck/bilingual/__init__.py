"""What is known of pairs of texts: glossaries, languages, the run as a whole; the checks are in mtcheck.checks.bilingual."""
