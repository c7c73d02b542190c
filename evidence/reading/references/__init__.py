"""Reference strings taken apart: a module for each printed style over grammar they share."""
