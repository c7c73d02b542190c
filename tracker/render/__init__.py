"""What is shown: values in, text out, for terminals, documents and scripts."""
