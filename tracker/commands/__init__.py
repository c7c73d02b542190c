"""Commands: one module a command, each turning words into a deed and its report into text.

A command parses, calls one action, renders. It decides nothing that a page would need as well.
"""
