"""What a column holds, as its Arrow type says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import types

from kiframework.model.bulk import ColumnType, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping


def column_types(schema: pa.Schema) -> Mapping[str, ColumnType]:
    """Return column -> type for every column of a schema; of columns with the same name the last one."""
    return {field.name: column_type(field.type) for field in schema}


def column_type(arrow: pa.DataType) -> ColumnType:
    """Return the type of a column in our words; dictionaries count as what they hold."""
    plain = arrow.value_type if types.is_dictionary(arrow) else arrow
    return ColumnType(_kind(plain), str(plain))


def _kind(arrow: pa.DataType) -> Kind:
    if types.is_string(arrow) or types.is_large_string(arrow) or types.is_string_view(arrow):
        return Kind.TEXT
    if types.is_integer(arrow):
        return Kind.WHOLE
    if types.is_floating(arrow):
        return Kind.NUMBER
    # A moment with a zone belongs to different days in different places; one without is a day as it was written.
    if types.is_date(arrow) or (types.is_timestamp(arrow) and arrow.tz is None):
        return Kind.DAY
    return Kind.NOTHING if types.is_null(arrow) else Kind.OTHER
