"""Scores of populations on a Spark cluster: the kernel of :mod:`kiframework.scoring.bulk`, run where the data is.

``score.py`` is for notebooks and jobs; ``job.py`` is what ``kiframework bulk score --engine spark`` calls. Needs the
extra ``spark``, or a cluster that brings Spark, pyarrow and numpy of its own.
"""
