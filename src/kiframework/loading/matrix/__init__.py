"""Reads frameworks that others keep in tables: workbooks and CSV files, one thing a row, or roles by competencies."""
