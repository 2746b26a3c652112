"""What happens to Kennzahlen, for those who keep something computed from them."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class ValuesChanged(Event):
    """Values were read from a file, taken back, or entered by hand."""

    keys: tuple[str, ...]
    place_ids: tuple[UUID, ...]
    by: UUID | None = None
