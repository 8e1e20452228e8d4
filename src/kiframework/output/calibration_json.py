"""The calibration as JSON: the assessor's working paper, with all terms; never translated."""

from __future__ import annotations

from pydantic import TypeAdapter

from kiframework.model.calibration import CalibrationDocument


def render_calibration_json(document: CalibrationDocument) -> bytes:
    """Return the document as UTF-8 JSON: every figure as an exact fraction, and rounded to four decimals beside it."""
    return TypeAdapter(CalibrationDocument).dump_json(document, indent=1) + b"\n"
