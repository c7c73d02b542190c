"""Texts: what is taken from the files of works, each format in a module, all in a process apart."""
