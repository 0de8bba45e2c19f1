"""The language server: findings in an editor while a text is written."""
