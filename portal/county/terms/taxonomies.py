"""The three lists by which needs are sorted, and what they hold in a new installation."""

import re
from enum import StrEnum

from portal.kernel.text import N_, fold

LONGEST_TERM = 120
_GAPS = re.compile(r"[^a-z0-9]+")


class Taxonomy(StrEnum):
    """A list of terms that a county keeps itself."""

    ACTION_FIELD = "action_field"
    TARGET_GROUP = "target_group"
    BASIC_FUNCTION = "basic_function"

    @property
    def label(self) -> str:
        """The German name of the list."""
        return {
            Taxonomy.ACTION_FIELD: N_("Handlungsfelder"),
            Taxonomy.TARGET_GROUP: N_("Zielgruppen"),
            Taxonomy.BASIC_FUNCTION: N_("Grunddaseinsfunktionen"),
        }[self]


class Direction(StrEnum):
    """Where a term moves among its neighbours."""

    UP = "up"
    DOWN = "down"


def key_of(name: str) -> str:
    """A key made of a name: "Wohnen zu Hause" → "wohnen-zu-hause". It stays when the name changes."""
    return _GAPS.sub("-", fold(name)).strip("-")[:80].strip("-") or "thema"


#: The eleven Handlungsfelder of the seniorenpolitische Gesamtkonzepte (Art. 69 AGSG; Eckpunkte "Kommunale Seniorenpolitik"
#: of the Bavarian Ministry of Social Affairs), then five fields of the other Fachplanungen.
ACTION_FIELDS = (
    N_("Integrierte Orts- und Entwicklungsplanung"),
    N_("Wohnen zu Hause"),
    N_("Beratung, Information und Öffentlichkeitsarbeit"),
    N_("Präventive Angebote"),
    N_("Gesellschaftliche Teilhabe"),
    N_("Bürgerschaftliches Engagement für und von Seniorinnen und Senioren"),
    N_("Betreuung und Pflege"),
    N_("Unterstützung pflegender Angehöriger"),
    N_("Angebote für besondere Zielgruppen"),
    N_("Kooperations- und Vernetzungsstrukturen"),
    N_("Hospiz- und Palliativversorgung"),
    N_("Inklusion"),
    N_("Integration"),
    N_("Familien"),
    N_("Jugend"),
    N_("Ehrenamt"),
)

TARGET_GROUPS = (
    N_("Kinder"),
    N_("Jugendliche"),
    N_("Familien"),
    N_("Alleinerziehende"),
    N_("Seniorinnen und Senioren"),
    N_("Hochbetagte"),
    N_("Pflegebedürftige Menschen"),
    N_("Pflegende Angehörige"),
    N_("Menschen mit Demenz"),
    N_("Menschen mit Behinderung"),
    N_("Menschen mit Migrationsgeschichte"),
    N_("Menschen mit wenig Geld"),
    N_("Alle Einwohnerinnen und Einwohner"),
)

#: After the Munich school of social geography (Partzsch 1964; Ruppert and Schaffer 1969), with disposal added.
BASIC_FUNCTIONS = (
    N_("wohnen"),
    N_("arbeiten"),
    N_("sich versorgen"),
    N_("sich bilden"),
    N_("sich erholen"),
    N_("am Verkehr teilnehmen"),
    N_("in Gemeinschaft leben"),
    N_("entsorgen"),
)
