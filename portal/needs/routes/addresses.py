"""Reading ids and filters out of addresses and forms."""

from typing import Any
from uuid import UUID

from flask import request

from portal.needs.queries import TriageFilters
from portal.web.paths import is_local_path


def id_in(raw: str | None) -> UUID | None:
    """An id out of an address or form; None for anything else."""
    try:
        return UUID(raw) if raw else None
    except ValueError:
        return None


def filter_args() -> dict[str, Any]:
    """The filters of this address, to keep them in the next one."""
    return TriageFilters.from_args(request.args).to_args()


def way_back() -> str:
    """The page of the staff from which somebody came; "" for none, and for anything else."""
    wanted = request.values.get("zurueck", "")
    return wanted if is_local_path(wanted) and wanted.startswith("/arbeit/") else ""
