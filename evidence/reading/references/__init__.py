"""Reference strings taken apart, one module per printed style over shared grammar of their parts."""
