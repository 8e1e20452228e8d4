"""Bytes to model: discovery, strict YAML, binding of problems to places. Judges no content."""
