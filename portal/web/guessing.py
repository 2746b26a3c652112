"""Keeping a machine from finding codes and links by trying, without keeping out people who mistype."""

from dataclasses import dataclass

from portal.kernel.errors import TooMany
from portal.web import limits

_EVERYWHERE = "everywhere"
_SECONDS = 600


@dataclass(frozen=True, kw_only=True)
class Guesses:
    """Counts codes that fit nothing. What fits is never counted, so that a hall behind one address comes in together."""

    #: Names what is guessed; each is counted for itself.
    what: str
    #: Wrong codes of one address in ten minutes.
    most: int
    #: Of all addresses together; None where the codes are too long to be found even so.
    most_of_all: int | None = None
    #: What whoever is kept out reads instead of the usual sentence.
    message: str | None = None

    def ensure_may_try(self) -> None:
        """Raises `TooMany` when there were too many wrong codes just now."""
        used_up = not limits.count(self.what, most=self.most, per_seconds=_SECONDS)
        if not used_up and self.most_of_all is not None:
            used_up = not limits.count(self.what, _EVERYWHERE, most=self.most_of_all, per_seconds=_SECONDS)
        if used_up:
            raise TooMany(retry_after=_SECONDS, message=self.message)

    def was_wrong(self) -> None:
        """Count a code that fits nothing.

        Past its own limit an address counts no further: nobody alone can use up what all have together. Raises `TooMany` then.
        """
        try:
            limits.hit(self.what, most=self.most, per_seconds=_SECONDS)
            if self.most_of_all is not None:
                limits.hit(self.what, _EVERYWHERE, most=self.most_of_all, per_seconds=_SECONDS)
        except TooMany as error:
            raise TooMany(retry_after=error.retry_after, message=self.message) from error
