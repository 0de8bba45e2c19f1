"""Where the lexicon's data is: four extracts that the build script makes, and tables kept by hand."""

from pathlib import Path

_HERE = Path(__file__).parent

WORDNET = _HERE / "wordnet.bin"
FREQUENCIES = _HERE / "frequencies.bin"
NAMES = _HERE / "names.bin"
PAIRS = _HERE / "pairs.bin"
EXTRACTS = (WORDNET, FREQUENCIES, NAMES, PAIRS)

ABOUT = _HERE / "about.tsv"
CLASSES = _HERE / "classes.tsv"
FRAMES = _HERE / "frames.tsv"
VALENCY = _HERE / "valency.tsv"
FOREIGN = _HERE / "foreign.tsv"
TABLES = (ABOUT, CLASSES, FRAMES, VALENCY, FOREIGN)
