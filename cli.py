"""evtrack on the command line: which command was meant, and what if it fails."""
