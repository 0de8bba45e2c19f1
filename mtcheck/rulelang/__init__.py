"""The rule language: YAML files, one rule each, compiled into matchers."""
