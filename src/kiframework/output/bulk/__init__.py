"""What bulk scoring writes: parts of a result, its summary, and the report on a population."""
