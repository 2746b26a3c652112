"""What a file of boundaries is told back: sentences that name the layer, the object and what to do."""

from dataclasses import dataclass, field

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_


@dataclass(frozen=True)
class Where:
    """The spot in a file that a remark is about. `number` counts objects from 1, as a person would."""

    layer: str = ""
    number: int = 0
    name: str = ""

    def __str__(self) -> str:
        parts = [f"Ebene {self.layer}"] if self.layer else []
        if self.number:
            parts.append(f"Objekt {self.number}")
        return ", ".join(parts) + (f" ({self.name})" if self.name else "")


@dataclass(frozen=True)
class Remark:
    """One German sentence about one spot. `message` is a source text, `params` fill its `%(x)s` places."""

    where: Where
    message: str
    params: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        text = self.message % self.params if self.params else self.message
        return f"{self.where}: {text}" if str(self.where) else text


class UnreadableFile(InvalidInput):
    """The file as a whole cannot be used; nothing of it was read."""

    code = "places.unreadable-file"
    message = N_("Diese Datei lässt sich nicht lesen.")


class BrokenShape(InvalidInput):
    """One boundary is damaged in a way nobody may guess a repair for."""

    code = "places.broken-shape"
    message = N_("Die Grenze ist beschädigt.")
