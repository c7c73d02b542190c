"""A paper taken apart: sections, sentences, in-text citations and the reference list."""
