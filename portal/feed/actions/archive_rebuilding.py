"""What an import makes anew: word searches and kept counts, which must agree with what they were made from."""

from collections.abc import Iterator

from portal.kernel import audit, backup
from portal.kernel.db import unit_of_work
from portal.needs import actions as needs
from portal.pinmaps import queries as pinmaps
from portal.pinmaps.actions import counting


def rebuild() -> list[str]:
    """Make anew what an archive leaves out, count what is kept beside the rows, verify the log.

    Returns German sentences about what was not as it should be. It may be called again at any time.
    """
    backup.build_anew()
    return [*_needs(), *_pins(), *_log()]


def _needs() -> Iterator[str]:
    with unit_of_work():
        wrong = needs.rebuild_tallies()
    if wrong:
        yield f"Zählungen der Bedarfe: {wrong.tally + wrong.stages} Felder waren falsch und sind berichtigt."


def _pins() -> Iterator[str]:
    for pin_map in pinmaps.all_maps():
        wrong = counting.differing(pin_map.id)
        if wrong:
            with unit_of_work():
                counting.rebuild(pin_map.id)
            yield f"Nadelkarte „{pin_map.title}“: {wrong} Felder waren falsch gezählt und sind berichtigt."


def _log() -> Iterator[str]:
    found = audit.verify()
    if not found.holds:
        yield f"Das Protokoll lässt sich ab Eintrag {found.broken_at} nicht nachrechnen."
