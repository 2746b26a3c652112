"""Who runs which test when several processes share the suite."""

from xdist.scheduler import LoadScopeScheduling

#: What runs in one process, in the order of the files: walks share a portal and go on from what earlier ones left there; the tests
#: of a backup share the portal they damage.
TOGETHER = ("tests/browser/", "tests/demo/test_backup.py")


class Together(LoadScopeScheduling):  # type: ignore[misc]
    """Every test by itself, the walks and the backups in one piece each.

    The marks that pytest-xdist has for this change what a test is called, which pytest since 9.2 does not let it do: the walks
    would be dealt out to all processes, a different way each time.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)
