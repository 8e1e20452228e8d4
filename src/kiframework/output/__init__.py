"""Renderers: results in, text out. They decide nothing and write no files."""
