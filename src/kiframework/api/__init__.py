"""One function per command: load, check, compute, return a result. Also the public Python API. Never prints."""
