"""The one settings object of this process, put here by the composition root."""

from portal.settings import Settings

_current: list[Settings] = []


def configure(settings: Settings) -> None:
    """Make `settings` the ones every part of this process works with."""
    _current[:] = [settings]


def settings() -> Settings:
    """The settings of this process. Raises RuntimeError before `configure`."""
    if not _current:
        raise RuntimeError("no settings yet: create the application first")
    return _current[0]
