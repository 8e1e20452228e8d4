"""What was worked out is not worked out again."""

from __future__ import annotations

import pytest

from kiframework.memo import Memo


def test_the_work_is_done_once_for_each_key() -> None:
    asked: list[int] = []

    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    memo = Memo(double)
    assert [memo[number] for number in (1, 2, 1, 2)] == [2, 4, 2, 4]
    assert asked == [1, 2]


def test_what_fails_is_not_remembered() -> None:
    memo = Memo({1: 2}.__getitem__)
    with pytest.raises(KeyError):
        memo[3]
    assert not memo


def test_what_hardly_ever_repeats_itself_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiframework.memo.MOST", 3)
    memo = Memo(str)
    assert [memo[number] for number in (1, 2, 3, 4, 1)] == ["1", "2", "3", "4", "1"]
    assert set(memo) == {4, 1}
