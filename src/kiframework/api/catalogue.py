"""The catalogue of training of a run: the one beside the framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.api.setting import UnusableInputError, framework_place
from kiframework.errors import KiframeworkError
from kiframework.loading.training import load_catalogue
from kiframework.rules.base import TrainingContext
from kiframework.rules.training import check_catalogue

if TYPE_CHECKING:
    from kiframework.api.setting import Setting
    from kiframework.model.training import Catalogue


def open_catalogue(setting: Setting, chosen: str | None) -> Catalogue:
    """Read the catalogue beside the framework, and check it.

    Raises :class:`~kiframework.errors.KiframeworkError` where there is none, or it cannot be used.
    """
    path, shown = framework_place(setting.workspace, chosen)
    loaded = load_catalogue(path, shown)
    diagnostics = list(loaded.diagnostics)
    if loaded.catalogue is not None:
        context = TrainingContext(setting.framework, loaded.source)
        diagnostics += check_catalogue(loaded.catalogue, loaded.source, context, complete=not diagnostics)
    if any(one.severity.value == "error" for one in diagnostics):
        raise UnusableInputError("The catalogue of training cannot be used.", diagnostics)
    if loaded.catalogue is None:
        help_ = "put training/catalogue.yaml beside its competencies; docs/framework.md says how"
        raise KiframeworkError(f"The framework {shown} has no catalogue of training.", help_)
    return loaded.catalogue
