"""The seams of a text, which rules hang on: sentence ends, quotation state, protected stretches."""
