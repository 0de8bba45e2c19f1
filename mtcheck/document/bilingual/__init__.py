"""What is known of pairs of texts: glossaries, languages, numbers; the checks are in mtcheck.checks.bilingual."""
