"""Fields in which something is chosen from a list."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from wtforms import SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from portal.kernel.text import N_
from portal.web.forms import as_uuid
from portal.web.i18n import _

Choices = Sequence[tuple[UUID, str]]
_NOT_OFFERED = N_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu.")


class Labelled(Protocol):
    """A member of one of our enums."""

    @property
    def value(self) -> Any: ...
    @property
    def label(self) -> str: ...


def options(members: Iterable[Labelled], *, nothing: str | None = None) -> list[tuple[str, str]]:
    """An enum as lines of a select field; `nothing` is the line for no choice."""
    lines = [(str(one.value), _(one.label)) for one in members]
    return lines if nothing is None else [("", nothing), *lines]


class EnumField(SelectField):
    """One of an enum, or none when `nothing` names that line. What is not offered is an error, never a guess."""

    def __init__(self, label: str, kind: type[StrEnum], *, nothing: str | None = None, **kwargs: Any) -> None:
        super().__init__(label, validate_choice=False, choices=[], **kwargs)
        self._kind, self._nothing = kind, nothing
        self.choices = options(kind, nothing=_(nothing) if nothing else nothing)

    @property
    def chosen(self) -> Any:
        """The member; None for none."""
        return self._kind(self.data) if self.data in set(self._kind) else None

    def pre_validate(self, form: Any) -> None:
        if self.chosen is None and (self.data or self._nothing is None):
            raise ValidationError(_(_NOT_OFFERED))


class PlaceField(SelectField):
    """A Sozialraum of one's own."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, coerce=as_uuid, validate_choice=False, choices=[], **kwargs)
        self._known: set[UUID] = set()

    def offer(self, places: Choices, *, nothing: str) -> None:
        """Set what can be chosen; `nothing` is the line for no choice."""
        self._known = {place_id for place_id, _label in places}
        self.choices = [("", nothing), *((str(place_id), label) for place_id, label in places)]

    @property
    def chosen(self) -> UUID | None:
        """The Sozialraum if it is one of one's own."""
        return self.data if self.data in self._known else None


class SeveralField(SelectMultipleField):
    """Any of a list of things with ids."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, coerce=as_uuid, validate_choice=False, choices=[], **kwargs)
        self._known: set[UUID] = set()

    def offer(self, choices: Choices) -> None:
        """Set what can be chosen."""
        self._known = {chosen for chosen, _label in choices}
        self.choices = [(str(chosen), label) for chosen, label in choices]

    @property
    def chosen(self) -> tuple[UUID, ...]:
        return tuple(one for one in self.data or () if one in self._known)
