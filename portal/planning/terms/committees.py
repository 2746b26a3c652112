"""Words and numbers of Gremien: functions, responsibilities, and an example of who is responsible for what."""

from dataclasses import dataclass
from enum import StrEnum

from portal.kernel.text import N_
from portal.sectorplans.terms import LONGEST_TASK, CommitteeKind

LONGEST_COMMITTEE = 160
LONGEST_MEMBER = 160
LONGEST_FUNCTION = 80
LONGEST_SESSION_PLACE = 160
MOST_MEMBERS = 200
#: Dates of sessions outside of these years are slips of the pen.
OLDEST_YEAR, LATEST_YEAR = 1990, 2100

__all__ = [
    "EXAMPLE_RESPONSIBILITIES",
    "LATEST_YEAR",
    "LONGEST_COMMITTEE",
    "LONGEST_FUNCTION",
    "LONGEST_MEMBER",
    "LONGEST_SESSION_PLACE",
    "LONGEST_TASK",
    "MOST_MEMBERS",
    "OLDEST_YEAR",
    "CommitteeKind",
    "Part",
    "ShippedCommittee",
]


class Part(StrEnum):
    """Which part a Gremium has where a Handlungsfeld is concerned."""

    DECIDES = "decides"
    PREPARES = "prepares"
    ADVISES = "advises"

    @property
    def label(self) -> str:
        return _PARTS[self]


_PARTS = {
    Part.DECIDES: N_("entscheidet"),
    Part.PREPARES: N_("berät vor"),
    Part.ADVISES: N_("wird gehört"),
}


@dataclass(frozen=True)
class ShippedCommittee:
    """A Gremium of the example: its kind, and the Handlungsfelder it has a part in."""

    name: str
    kind: CommitteeKind
    task: str
    part: Part
    #: Names of Handlungsfelder as the portal ships them; those a county does not have are left out.
    fields: tuple[str, ...]


#: An example in the manner in which counties with an Integrierte Sozialplanung print who is responsible for which policy field.
#: It is a proposal to be changed: which Ausschuss decides what, the Geschäftsordnung of each Kreistag says (Art. 29 LKrO).
EXAMPLE_RESPONSIBILITIES = (
    ShippedCommittee(
        N_("Kreistag"),
        CommitteeKind.COUNTY_COUNCIL,
        N_("Entscheidet, was für den ganzen Landkreis gilt, und über den Haushalt."),
        Part.DECIDES,
        ("Integrierte Orts- und Entwicklungsplanung", "Betreuung und Pflege", "Inklusion", "Integration"),
    ),
    ShippedCommittee(
        N_("Ausschuss für Soziales"),
        CommitteeKind.EXPERT_COMMITTEE,
        N_("Berät alles vor, was ältere Menschen, Teilhabe, Pflege und soziale Beratung angeht."),
        Part.PREPARES,
        (
            "Wohnen zu Hause",
            "Beratung, Information und Öffentlichkeitsarbeit",
            "Präventive Angebote",
            "Gesellschaftliche Teilhabe",
            "Bürgerschaftliches Engagement für und von Seniorinnen und Senioren",
            "Betreuung und Pflege",
            "Unterstützung pflegender Angehöriger",
            "Angebote für besondere Zielgruppen",
            "Hospiz- und Palliativversorgung",
            "Inklusion",
            "Integration",
            "Ehrenamt",
        ),
    ),
    ShippedCommittee(
        N_("Jugendhilfeausschuss"),
        CommitteeKind.EXPERT_COMMITTEE,
        N_("Entscheidet in Angelegenheiten der Jugendhilfe (§ 71 SGB VIII)."),
        Part.DECIDES,
        ("Familien", "Jugend"),
    ),
    ShippedCommittee(
        N_("Ausschuss für Verkehr"),
        CommitteeKind.EXPERT_COMMITTEE,
        N_("Berät Nahverkehr, Wege und Barrierefreiheit unterwegs vor."),
        Part.PREPARES,
        ("Integrierte Orts- und Entwicklungsplanung",),
    ),
    ShippedCommittee(
        N_("Fachforum Sozialplanung"),
        CommitteeKind.FORUM,
        N_("Fachleute und Akteure prüfen, ob die Vorschläge der Planung in der Praxis gehen."),
        Part.ADVISES,
        (
            "Beratung, Information und Öffentlichkeitsarbeit",
            "Präventive Angebote",
            "Betreuung und Pflege",
            "Kooperations- und Vernetzungsstrukturen",
        ),
    ),
)
