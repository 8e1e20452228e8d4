"""Reads tables of people, part by part: Parquet, Arrow and CSV files that need not fit into memory.

Needs polars and pyarrow; nothing outside of bulk scoring may import this room.
"""
