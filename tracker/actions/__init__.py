"""Actions: one deed a module, called by commands and pages alike; they print and render nothing."""
