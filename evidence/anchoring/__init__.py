"""Finding quoted words again in any copy of a text, in named steps, never silently."""
