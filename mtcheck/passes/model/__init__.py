"""The pass that asks a small language model which of the edits that rules propose read more like English."""
