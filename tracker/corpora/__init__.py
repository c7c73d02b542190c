"""Corpora: the plain-text form of a library's knowledge, read and written without loss.

What a record means is told in `evidence`; here is only how it stands in a file. Knows no database.
"""
