"""Words of the Beratungsfolge and of Beschlüsse, as council information systems use them."""

from enum import StrEnum

from portal.kernel.text import N_

LONGEST_AGENDA_ITEM = 20
LONGEST_WORDING = 10_000
LONGEST_REVIEW = 2_000
MOST_VOTES = 999
#: So many months after a Beschluss the form proposes to look at it again.
REVIEW_MONTHS = 12
#: A day for looking again that lies further off than this is a slip of the pen.
MOST_REVIEW_YEARS = 10


class DeliberationRole(StrEnum):
    """What a Gremium is to do with a Beschlussvorlage (OParl 1.1 calls it the role of a consultation)."""

    PREPARING = "preparing"
    DECIDING = "deciding"
    NOTICE = "notice"
    HEARING = "hearing"

    @property
    def label(self) -> str:
        return _ROLES[self]


_ROLES = {
    DeliberationRole.PREPARING: N_("Vorberatung"),
    DeliberationRole.DECIDING: N_("Entscheidung"),
    DeliberationRole.NOTICE: N_("Kenntnisnahme"),
    DeliberationRole.HEARING: N_("Anhörung"),
}


class Result(StrEnum):
    """What came out of a consultation in one session."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    AMENDED = "amended"
    REJECTED = "rejected"
    ADJOURNED = "adjourned"
    REFERRED = "referred"
    NOTED = "noted"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _RESULTS[self][0]

    @property
    def tone(self) -> str:
        return _RESULTS[self][1]

    @property
    def is_decision(self) -> bool:
        """Whether it settles the matter when the Gremium was asked to decide."""
        return self in (Result.UNANIMOUS, Result.MAJORITY, Result.AMENDED, Result.REJECTED)

    @property
    def is_approval(self) -> bool:
        """Whether it was decided as proposed or with changes."""
        return self in (Result.UNANIMOUS, Result.MAJORITY, Result.AMENDED)


_RESULTS = {
    Result.UNANIMOUS: (N_("einstimmig beschlossen"), "success"),
    Result.MAJORITY: (N_("mehrheitlich beschlossen"), "success"),
    Result.AMENDED: (N_("geändert beschlossen"), "success"),
    Result.REJECTED: (N_("abgelehnt"), "danger"),
    Result.ADJOURNED: (N_("vertagt"), "warning"),
    Result.REFERRED: (N_("verwiesen"), "warning"),
    Result.NOTED: (N_("zur Kenntnis genommen"), "info"),
    Result.WITHDRAWN: (N_("zurückgezogen"), "neutral"),
}
