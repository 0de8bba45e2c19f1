"""The review page: texts as rows with marks and notes, the data its script works with, its style and script."""
