"""Scores of whole populations: the rules of :mod:`kiframework.scoring`, worked out for a batch of people at once.

Everything is exact: what the functions here return is what :func:`kiframework.scoring.assess.assess` says of each
person. ``compile_roles`` works out once what does not depend on people; ``score_levels`` and ``score_evidence`` take it
and a batch of Arrow columns. Nothing here keeps state, so batches can be scored in threads or on other machines.

Needs numpy and pyarrow; nothing outside of bulk scoring may import this room.
"""
