"""A sample company of its own for every test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.integrations.workshop import opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integrations.workshop import Workshop


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return opened(tmp_path)
