"""The words of triage and Bedarfe: states, outcomes, kinds, and the table of what may follow what."""

from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

TITLE_LONGEST = 160
DESCRIPTION_LONGEST = 10_000
SENTENCE_LONGEST = 1_000
NOTE_LONGEST = 4_000
REASON_LONGEST = 500
QUOTE_LONGEST = 4_000
PASSAGES_MOST = 20
#: How many rows one bulk action may touch.
BULK_MOST = 100
#: Wortmeldungen of one selection on a map.
SELECTION_MOST = 500
#: How many days a deleted Bedarf can be brought back.
RESTORE_DAYS = 30


class NeedStatus(StrEnum):
    """Where a Bedarf stands on its way from a voice to an effect."""

    NEW = "new"
    IN_REVIEW = "in_review"
    CONFIRMED = "confirmed"
    FORWARDED = "forwarded"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DECLINED = "declined"
    DEFERRED = "deferred"
    MERGED = "merged"

    @property
    def label(self) -> str:
        return _STATUS[self][0]

    @property
    def tone(self) -> str:
        """Tone of the badge: neutral, info, success, warning or danger."""
        return _STATUS[self][1]

    @property
    def meaning(self) -> str:
        """What the state says to a resident, in one short sentence."""
        return _STATUS[self][2]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self in OPEN_STATUSES


_STATUS: dict[NeedStatus, tuple[str, str, str]] = {
    NeedStatus.NEW: (N_("Neu"), "info", N_("Wir haben den Bedarf aufgenommen.")),
    NeedStatus.IN_REVIEW: (N_("In Prüfung"), "info", N_("Wir prüfen den Bedarf.")),
    NeedStatus.CONFIRMED: (N_("Bestätigt"), "info", N_("Der Bedarf hat sich bestätigt.")),
    NeedStatus.FORWARDED: (N_("Weitergeleitet"), "info", N_("Der Bedarf liegt bei der zuständigen Stelle.")),
    NeedStatus.PLANNED: (N_("In Planung"), "warning", N_("Es gibt einen Plan.")),
    NeedStatus.IN_PROGRESS: (N_("In Umsetzung"), "warning", N_("Es wird daran gearbeitet.")),
    NeedStatus.DONE: (N_("Umgesetzt"), "success", N_("Es ist geschafft.")),
    NeedStatus.DECLINED: (N_("Nicht umsetzbar"), "danger", N_("Der Bedarf kann nicht umgesetzt werden.")),
    NeedStatus.DEFERRED: (N_("Zurückgestellt"), "neutral", N_("Der Bedarf muss noch warten.")),
    NeedStatus.MERGED: (N_("Zusammengeführt"), "neutral", N_("Der Bedarf wurde mit einem ähnlichen zusammengefasst.")),
}

OPEN_STATUSES = frozenset(
    {
        NeedStatus.NEW,
        NeedStatus.IN_REVIEW,
        NeedStatus.CONFIRMED,
        NeedStatus.FORWARDED,
        NeedStatus.PLANNED,
        NeedStatus.IN_PROGRESS,
        NeedStatus.DEFERRED,
    }
)

#: MERGED is only reached by merging and only left by undoing that.
TRANSITIONS: Transitions[NeedStatus] = Transitions(
    {
        NeedStatus.NEW: frozenset(
            {
                NeedStatus.IN_REVIEW,
                NeedStatus.CONFIRMED,
                NeedStatus.FORWARDED,
                NeedStatus.DECLINED,
                NeedStatus.DEFERRED,
            }
        ),
        NeedStatus.IN_REVIEW: frozenset(
            {NeedStatus.CONFIRMED, NeedStatus.FORWARDED, NeedStatus.DECLINED, NeedStatus.DEFERRED}
        ),
        NeedStatus.CONFIRMED: frozenset(
            {
                NeedStatus.IN_REVIEW,
                NeedStatus.FORWARDED,
                NeedStatus.PLANNED,
                NeedStatus.IN_PROGRESS,
                NeedStatus.DONE,
                NeedStatus.DECLINED,
                NeedStatus.DEFERRED,
            }
        ),
        NeedStatus.FORWARDED: frozenset(
            {
                NeedStatus.IN_REVIEW,
                NeedStatus.PLANNED,
                NeedStatus.IN_PROGRESS,
                NeedStatus.DONE,
                NeedStatus.DECLINED,
                NeedStatus.DEFERRED,
            }
        ),
        NeedStatus.PLANNED: frozenset(
            {NeedStatus.IN_PROGRESS, NeedStatus.DONE, NeedStatus.DECLINED, NeedStatus.DEFERRED}
        ),
        NeedStatus.IN_PROGRESS: frozenset(
            {NeedStatus.PLANNED, NeedStatus.DONE, NeedStatus.DECLINED, NeedStatus.DEFERRED}
        ),
        NeedStatus.DONE: frozenset({NeedStatus.IN_REVIEW, NeedStatus.IN_PROGRESS}),
        NeedStatus.DECLINED: frozenset({NeedStatus.IN_REVIEW}),
        NeedStatus.DEFERRED: frozenset(
            {
                NeedStatus.IN_REVIEW,
                NeedStatus.CONFIRMED,
                NeedStatus.FORWARDED,
                NeedStatus.PLANNED,
                NeedStatus.DECLINED,
            }
        ),
        NeedStatus.MERGED: frozenset(),
    }
)


class TriageState(StrEnum):
    """Whether an entry of the inbox still waits."""

    OPEN = "open"
    DECIDED = "decided"
    SPLIT = "split"
    #: A passage whose split was undone; the whole waits again instead of it.
    DROPPED = "dropped"


class TriageOutcome(StrEnum):
    """What became of an entry of the inbox."""

    NEW_NEED = "new_need"
    ADDED = "added"
    NO_NEED = "no_need"
    SPLIT = "split"
    #: A passage of a split Wortmeldung that belongs to no Bedarf (a greeting, a signature).
    ASIDE = "aside"
    #: The person took the Wortmeldung back.
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _OUTCOME[self]


_OUTCOME: dict[TriageOutcome, str] = {
    TriageOutcome.NEW_NEED: N_("Neuer Bedarf"),
    TriageOutcome.ADDED: N_("Zu einem Bedarf hinzugefügt"),
    TriageOutcome.NO_NEED: N_("Kein Bedarf"),
    TriageOutcome.SPLIT: N_("Aufgeteilt"),
    TriageOutcome.ASIDE: N_("Gehört nicht dazu"),
    TriageOutcome.WITHDRAWN: N_("Zurückgenommen"),
}


class EvidenceKind(StrEnum):
    """What a Beleg is."""

    CONTRIBUTION = "contribution"
    DOCUMENT = "document"
    EXPERT = "expert"
    INDICATOR = "indicator"
    WALK_AUDIT = "walk_audit"

    @property
    def label(self) -> str:
        return _EVIDENCE[self]


_EVIDENCE: dict[EvidenceKind, str] = {
    EvidenceKind.CONTRIBUTION: N_("Wortmeldung"),
    EvidenceKind.DOCUMENT: N_("Dokument"),
    EvidenceKind.EXPERT: N_("Aussage einer Fachkraft"),
    EvidenceKind.INDICATOR: N_("Kennzahl"),
    EvidenceKind.WALK_AUDIT: N_("Ortsbegehung"),
}
#: What staff can add by hand; Wortmeldungen come through the inbox.
EVIDENCE_BY_HAND = (EvidenceKind.DOCUMENT, EvidenceKind.EXPERT, EvidenceKind.INDICATOR, EvidenceKind.WALK_AUDIT)


class Stance(StrEnum):
    """Whether a Beleg speaks for or against the Bedarf."""

    FOR = "for"
    AGAINST = "against"

    @property
    def label(self) -> str:
        return N_("spricht dafür") if self is Stance.FOR else N_("spricht dagegen")


class EntryKind(StrEnum):
    """What one line of a Bedarf's history tells."""

    CREATED = "created"
    EDITED = "edited"
    ANSWERED = "answered"
    EVIDENCE_ADDED = "evidence_added"
    EVIDENCE_REMOVED = "evidence_removed"
    #: This Bedarf went into another one.
    MERGED = "merged"
    #: Another Bedarf came into this one.
    ABSORBED = "absorbed"
    #: Part of the evidence went into a new Bedarf.
    SPLIT = "split"
    #: This Bedarf was made out of another one.
    SPLIT_FROM = "split_from"
    ASSIGNED = "assigned"
    DUE = "due"
    GROUPS = "groups"
    DELETED = "deleted"
    RESTORED = "restored"
    UNDONE = "undone"

    @property
    def label(self) -> str:
        return _ENTRY[self]


_ENTRY: dict[EntryKind, str] = {
    EntryKind.CREATED: N_("Bedarf angelegt"),
    EntryKind.EDITED: N_("Bearbeitet"),
    EntryKind.ANSWERED: N_("Öffentlich geantwortet"),
    EntryKind.EVIDENCE_ADDED: N_("Beleg hinzugefügt"),
    EntryKind.EVIDENCE_REMOVED: N_("Beleg entfernt"),
    EntryKind.MERGED: N_("In einen anderen Bedarf überführt"),
    EntryKind.ABSORBED: N_("Anderen Bedarf aufgenommen"),
    EntryKind.SPLIT: N_("Aufgeteilt"),
    EntryKind.SPLIT_FROM: N_("Durch Aufteilen entstanden"),
    EntryKind.ASSIGNED: N_("Zuständigkeit geändert"),
    EntryKind.DUE: N_("Frist geändert"),
    EntryKind.GROUPS: N_("Zielgruppe ergänzt"),
    EntryKind.DELETED: N_("Gelöscht"),
    EntryKind.RESTORED: N_("Wiederhergestellt"),
    EntryKind.UNDONE: N_("Schritt zurückgenommen"),
}


class Due(StrEnum):
    """Questions about the due date that a list can be filtered by."""

    OVERDUE = "overdue"
    SOON = "soon"
    SET = "set"
    NONE = "none"

    @property
    def label(self) -> str:
        return _DUE[self]


_DUE: dict[Due, str] = {
    Due.OVERDUE: N_("überfällig"),
    Due.SOON: N_("in den nächsten 14 Tagen"),
    Due.SET: N_("mit Frist"),
    Due.NONE: N_("ohne Frist"),
}


class NeedSort(StrEnum):
    """Orders in which Bedarfe are listed."""

    NEWEST = "newest"
    DUE = "due"

    @property
    def label(self) -> str:
        return N_("Neueste zuerst") if self is NeedSort.NEWEST else N_("Nächste Frist zuerst")
