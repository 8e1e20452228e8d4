"""kiframework: AI competencies of roles and people, measured against a framework kept in YAML."""

__version__ = "1.0.0"
