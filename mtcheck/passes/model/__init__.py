"""The pass that asks a small language model: rules propose edits, the model says which of them read more like English."""
