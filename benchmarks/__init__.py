"""Speed and size, measured and printed as a table; `make bench` runs them."""
