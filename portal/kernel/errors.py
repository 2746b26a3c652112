"""What can go wrong in the domain, each with a stable code and a German sentence.

`web/errors.py` turns them into a page, a fragment or a problem document; nothing here knows HTTP.
"""

from portal.kernel.text import N_


class DomainError(Exception):
    """Something the domain refuses. `message` is a German source text with `%(name)s` places for `params`."""

    code = "error"
    message = N_("Das hat nicht geklappt.")

    def __init__(
        self, code: str | None = None, message: str | None = None, *, field: str | None = None, **params: object
    ) -> None:
        self.code = code or self.code
        self.message = message or self.message
        #: Name of the form field the sentence belongs to, if it belongs to one.
        self.field = field
        self.params = params
        super().__init__(f"{self.code}: {self.message}")

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


class NotFound(DomainError):
    """It does not exist, or this person may not know that it does: the same answer for both."""

    code = "not-found"
    message = N_("Diese Seite gibt es nicht.")


class Forbidden(DomainError):
    """The person may not do this. Shown as 404, so that nothing is learnt from it."""

    code = "forbidden"
    message = N_("Diese Seite gibt es nicht.")


class InvalidInput(DomainError):
    """What was given cannot be used."""

    code = "invalid-input"
    message = N_("Diese Angabe können wir so nicht verwenden.")


class InvalidTransition(DomainError):
    """The thing is in a state from which this step is not possible (any more)."""

    code = "invalid-transition"
    message = N_("Dieser Schritt ist hier nicht mehr möglich. Laden Sie die Seite neu, um den Stand zu sehen.")


class Conflict(DomainError):
    """Somebody else was faster. Nothing was written."""

    code = "conflict"
    message = N_("Inzwischen hat jemand anderes etwas geändert. Ihre Eingaben sind noch da, gespeichert wurde nichts.")


class TooMany(DomainError):
    """More often than is good. `retry_after` is in seconds."""

    code = "too-many"
    message = N_("Das war sehr oft hintereinander. Bitte warten Sie einen Moment.")

    def __init__(self, *, retry_after: int = 30, **params: object) -> None:
        super().__init__(**params)  # type: ignore[arg-type]
        self.retry_after = retry_after


class Unavailable(DomainError):
    """Something the portal stands on does not answer just now."""

    code = "unavailable"
    message = N_("Das Portal ist gerade überlastet. Bitte versuchen Sie es in einer Minute noch einmal.")
