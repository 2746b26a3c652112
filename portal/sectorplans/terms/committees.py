"""Kinds of Gremien."""

from enum import StrEnum

from portal.kernel.text import N_

LONGEST_TASK = 1000


class CommitteeKind(StrEnum):
    """What kind of Gremium it is: those of the Landkreis and the Gemeinden (LKrO, GO), and those of the Sozialplanung itself."""

    COUNTY_COUNCIL = "county_council"
    COUNTY_COMMITTEE = "county_committee"
    EXPERT_COMMITTEE = "expert_committee"
    MUNICIPAL_COUNCIL = "municipal_council"
    STEERING = "steering"
    FORUM = "forum"
    WORKSHOP = "workshop"
    WORKING_GROUP = "working_group"
    ADVISORY = "advisory"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    CommitteeKind.COUNTY_COUNCIL: N_("Kreistag"),
    CommitteeKind.COUNTY_COMMITTEE: N_("Kreisausschuss"),
    CommitteeKind.EXPERT_COMMITTEE: N_("Fachausschuss"),
    CommitteeKind.MUNICIPAL_COUNCIL: N_("Gemeinderat, Stadtrat"),
    CommitteeKind.STEERING: N_("Steuerungsgruppe"),
    CommitteeKind.FORUM: N_("Fachforum Sozialplanung"),
    CommitteeKind.WORKSHOP: N_("Werkstatt Sozialplanung"),
    CommitteeKind.WORKING_GROUP: N_("Arbeitsgruppe"),
    CommitteeKind.ADVISORY: N_("Beirat"),
    CommitteeKind.OTHER: N_("anderes Gremium"),
}
