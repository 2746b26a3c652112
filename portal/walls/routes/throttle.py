"""How many cards and dots one connection may send. A hall has one address, so this is far above what people do."""

from portal.kernel.errors import TooMany
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.web import limits

#: In a minute. A portal that runs locally is measured and tried out.
_MOST = {
    "card": {"production": 300, "local": 50_000},
    "dot": {"production": 3_000, "local": 50_000},
    "slip": {"production": 300, "local": 50_000},
}
_SECONDS = 60
_TOO_MANY = N_(
    "Gerade kommt hier sehr viel auf einmal an. Ihr Text steht noch da: Bitte senden Sie in einer Minute noch einmal."
)


def ensure_not_too_many(what: str) -> None:
    """Raises `TooMany` when this connection has sent more than a hall of people would."""
    try:
        limits.hit(f"wall-{what}", most=_MOST[what][settings().environment], per_seconds=_SECONDS)
    except TooMany as error:
        raise TooMany(retry_after=error.retry_after, message=_TOO_MANY) from error
