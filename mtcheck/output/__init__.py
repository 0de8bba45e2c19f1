"""What becomes of a report: pages and data for people and machines, baselines, the cards of rules."""
