"""What becomes of the rows of a file of Angebote, and why."""

from datetime import timedelta
from enum import StrEnum

from portal.kernel.text import N_

#: Rows of one file. More is no list of a county but a mistake.
MOST_ROWS = 5_000
LARGEST_FILE = 10 * 1024 * 1024
#: So long a file that was looked at but not taken over is kept.
IMPORT_WAITS = timedelta(hours=24)


#: A file with more rows is taken over by a job: nobody should wait for the page.
ROWS_AT_ONCE = 200


class ImportState(StrEnum):
    """Whether a file was only looked at."""

    PREVIEW = "preview"
    TAKEN = "taken"


class RowOutcome(StrEnum):
    """What becomes of a row of a file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BROKEN = "broken"

    @property
    def label(self) -> str:
        return _OUTCOMES[self]

    @property
    def tone(self) -> str:
        return _OUTCOME_TONES[self]


_OUTCOMES = {
    RowOutcome.NEW: N_("neu"),
    RowOutcome.CHANGED: N_("geändert"),
    RowOutcome.SAME: N_("unverändert"),
    RowOutcome.BROKEN: N_("nicht brauchbar"),
}
_OUTCOME_TONES = {
    RowOutcome.NEW: "success",
    RowOutcome.CHANGED: "info",
    RowOutcome.SAME: "neutral",
    RowOutcome.BROKEN: "warning",
}


class Fault(StrEnum):
    """Why a row cannot be used. The labels may name the column or value with %(what)s."""

    NO_NAME = "no_name"
    NO_KIND = "no_kind"
    UNKNOWN_KIND = "unknown_kind"
    NO_PLACE = "no_place"
    UNKNOWN_PLACE = "unknown_place"
    NOT_YOUR_PLACE = "not_your_place"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_GROUP = "unknown_group"
    FORMULA = "formula"
    TOO_LONG = "too_long"
    BAD_EMAIL = "bad_email"
    BAD_PHONE = "bad_phone"
    BAD_WEBSITE = "bad_website"
    BAD_HOURS = "bad_hours"
    BAD_YES_NO = "bad_yes_no"
    BAD_ACCESS = "bad_access"
    BAD_DAY = "bad_day"
    BAD_RHYTHM = "bad_rhythm"
    BAD_STATE = "bad_state"
    UNKNOWN_KEY = "unknown_key"
    TWICE = "twice"
    BAD_STEP = "bad_step"
    NOT_COMPLETE = "not_complete"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return _FAULTS[self]


_FAULTS = {
    Fault.NO_NAME: N_("Der Name fehlt."),
    Fault.NO_KIND: N_("Die Art fehlt."),
    Fault.UNKNOWN_KIND: N_("Die Art „%(what)s“ kennen wir nicht."),
    Fault.NO_PLACE: N_("Der Ort fehlt, zu dem das Angebot gehört."),
    Fault.UNKNOWN_PLACE: N_("Den Ort „%(what)s“ kennen wir nicht."),
    Fault.NOT_YOUR_PLACE: N_("Für „%(what)s“ sind Sie nicht zuständig."),
    Fault.UNKNOWN_FIELD: N_("Das Handlungsfeld „%(what)s“ kennen wir nicht."),
    Fault.UNKNOWN_GROUP: N_("Die Zielgruppe „%(what)s“ kennen wir nicht."),
    Fault.FORMULA: N_("In „%(what)s“ steht eine Formel statt eines Textes."),
    Fault.TOO_LONG: N_("„%(what)s“ ist zu lang."),
    Fault.BAD_EMAIL: N_("Die E-Mail-Adresse ist nicht vollständig."),
    Fault.BAD_PHONE: N_("„%(what)s“ ist keine Telefonnummer."),
    Fault.BAD_WEBSITE: N_("„%(what)s“ ist keine Adresse im Internet."),
    Fault.BAD_HOURS: N_("„%(what)s“ verstehen wir nicht als Öffnungszeit. Zum Beispiel: 9–12, 14–18:30"),
    Fault.BAD_YES_NO: N_("Unter „Nach Vereinbarung“ bitte ja oder nein, nicht „%(what)s“."),
    Fault.BAD_ACCESS: N_("Unter „Barrierefrei“ bitte ja, nein oder teilweise, nicht „%(what)s“."),
    Fault.BAD_DAY: N_("„%(what)s“ ist kein Tag, an dem geprüft worden sein kann. Zum Beispiel: 15.03.2026"),
    Fault.BAD_RHYTHM: N_("Geprüft wird alle 3, 6 oder 12 Monate, nicht alle „%(what)s“."),
    Fault.BAD_STATE: N_("Den Stand „%(what)s“ gibt es nicht. Möglich sind Entwurf, öffentlich und beendet."),
    Fault.UNKNOWN_KEY: N_("Zur Kennung „%(what)s“ gibt es kein Angebot, für das Sie zuständig sind."),
    Fault.TWICE: N_("Dieses Angebot steht schon in Zeile %(what)s."),
    Fault.BAD_STEP: N_("Das Angebot ist schon öffentlich; ein Entwurf wird daraus nicht mehr. Sie können es beenden."),
    Fault.NOT_COMPLETE: N_(
        "Öffentlich kann nur sein, wozu dasteht, was es dort gibt und wie man hinkommt (Telefon, E-Mail, Webseite oder Adresse)."
    ),
    Fault.ENDED: N_("Das Angebot „%(what)s“ ist beendet. Nehmen Sie es im Portal wieder auf, bevor Sie es ändern."),
}
