"""The command line: options -> one call of the API -> renderer -> exit code. One command per file."""
