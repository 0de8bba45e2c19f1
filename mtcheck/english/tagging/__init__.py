"""Part-of-speech tags: NLTK's averaged perceptron with weights trained on UD English EWT."""

from mtcheck.english.tagging.tagger import TAGS, Tagger, load, tag, tag_tokens

__all__ = ["TAGS", "Tagger", "load", "tag", "tag_tokens"]
