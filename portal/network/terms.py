"""Words and numbers of the network."""

from datetime import timedelta
from enum import StrEnum

from portal.kernel.text import N_

LONGEST_NAME = 160
LONGEST_ROLE = 120
LONGEST_EMAIL = 254
LONGEST_PHONE = 60
LONGEST_WEBSITE = 300
LONGEST_ADDRESS = 400
LONGEST_NOTES = 4000
LONGEST_STEP = 400
LONGEST_REASON = 300
LONGEST_SUBJECT = 160
LONGEST_LETTER = 6000
#: Influence and interest are told from 1 (hardly any) to 5 (very much).
LEAST, MOST = 1, 5
#: From this number on somebody stands in the upper or right half of the chart.
HALF = 3
#: A consent that was never spoken of again for so long is to be asked for anew.
CONSENT_GROWS_OLD = timedelta(days=2 * 365)
#: Rows of one file. More is no list of a network but a mistake.
MOST_ROWS = 5_000
LARGEST_FILE = 10 * 1024 * 1024
#: So long a file that was looked at but not taken over is kept.
IMPORT_WAITS = timedelta(hours=24)
#: Letters in one PDF.
MOST_LETTERS = 500
#: More than these are written by a job, so that nobody waits for the page.
LETTERS_AT_ONCE = 50
#: What stands instead of the name of a person who was erased.
NAMELESS = "–"


class Nature(StrEnum):
    """Whether an Akteur is an organisation with contacts, or one person."""

    ORGANISATION = "organisation"
    PERSON = "person"

    @property
    def label(self) -> str:
        return _NATURES[self]


_NATURES = {Nature.ORGANISATION: N_("Organisation"), Nature.PERSON: N_("Einzelne Person")}


class StakeholderKind(StrEnum):
    """What an Akteur is, in the words of the county."""

    MUNICIPALITY = "municipality"
    CHURCH = "church"
    ASSOCIATION = "association"
    WELFARE = "welfare"
    FACILITY = "facility"
    BUSINESS = "business"
    INITIATIVE = "initiative"
    AUTHORITY = "authority"
    OFFICER = "officer"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    StakeholderKind.MUNICIPALITY: N_("Kommune"),
    StakeholderKind.CHURCH: N_("Kirche, Religionsgemeinschaft"),
    StakeholderKind.ASSOCIATION: N_("Verein"),
    StakeholderKind.WELFARE: N_("Wohlfahrtsverband"),
    StakeholderKind.FACILITY: N_("Einrichtung"),
    StakeholderKind.BUSINESS: N_("Wirtschaft"),
    StakeholderKind.INITIATIVE: N_("Initiative, Ehrenamt"),
    StakeholderKind.AUTHORITY: N_("Behörde, Beratungsstelle"),
    StakeholderKind.OFFICER: N_("Beauftragte, Ehrenamt der Gemeinde"),
    StakeholderKind.OTHER: N_("Sonstiges"),
}


class Attitude(StrEnum):
    """How an Akteur stands to the common cause."""

    UNKNOWN = "unknown"
    SUPPORTS = "supports"
    OPEN = "open"
    WAITS = "waits"
    OPPOSES = "opposes"

    @property
    def label(self) -> str:
        return _ATTITUDES[self]

    @property
    def tone(self) -> str:
        return _ATTITUDE_TONES[self]

    @property
    def sign(self) -> str:
        """What stands for it in the chart beside its colour."""
        return _ATTITUDE_SIGNS[self]


_ATTITUDES = {
    Attitude.UNKNOWN: N_("noch nicht bekannt"),
    Attitude.SUPPORTS: N_("trägt mit"),
    Attitude.OPEN: N_("offen"),
    Attitude.WAITS: N_("abwartend"),
    Attitude.OPPOSES: N_("dagegen"),
}
_ATTITUDE_TONES = {
    Attitude.UNKNOWN: "neutral",
    Attitude.SUPPORTS: "success",
    Attitude.OPEN: "info",
    Attitude.WAITS: "warning",
    Attitude.OPPOSES: "danger",
}
_ATTITUDE_SIGNS = {
    Attitude.UNKNOWN: "?",
    Attitude.SUPPORTS: "+",
    Attitude.OPEN: "o",
    Attitude.WAITS: "~",
    Attitude.OPPOSES: "–",
}


class Quadrant(StrEnum):
    """One of the four fields of the analysis, named by what is to be done there."""

    PARTNERS = "partners"
    SATISFY = "satisfy"
    INVOLVE = "involve"
    WATCH = "watch"

    @property
    def label(self) -> str:
        return _QUADRANTS[self]

    @property
    def advice(self) -> str:
        return _ADVICE[self]

    @classmethod
    def of(cls, influence: int, interest: int) -> "Quadrant":
        """The field of somebody with this influence and interest (1 to 5 each)."""
        if influence >= HALF:
            return cls.PARTNERS if interest >= HALF else cls.SATISFY
        return cls.INVOLVE if interest >= HALF else cls.WATCH


_QUADRANTS = {
    Quadrant.PARTNERS: N_("Eng einbinden"),
    Quadrant.SATISFY: N_("Gewinnen"),
    Quadrant.INVOLVE: N_("Beteiligen"),
    Quadrant.WATCH: N_("Im Blick behalten"),
}
_ADVICE = {
    Quadrant.PARTNERS: N_("Viel Einfluss, viel Interesse: gemeinsam planen und entscheiden."),
    Quadrant.SATISFY: N_("Viel Einfluss, wenig Interesse: persönlich ansprechen, den Nutzen zeigen."),
    Quadrant.INVOLVE: N_("Wenig Einfluss, viel Interesse: mitmachen lassen, Wissen abholen."),
    Quadrant.WATCH: N_("Wenig Einfluss, wenig Interesse: ab und zu informieren."),
}


class ContactWay(StrEnum):
    """How somebody wishes to be reached."""

    MAIL = "mail"
    LETTER = "letter"
    PHONE = "phone"

    @property
    def label(self) -> str:
        return _WAYS[self]


_WAYS = {ContactWay.MAIL: N_("E-Mail"), ContactWay.LETTER: N_("Brief"), ContactWay.PHONE: N_("Telefon")}


class ConsentWay(StrEnum):
    """How somebody agreed to being kept and written to."""

    WRITTEN = "written"
    MAIL = "mail"
    SPOKEN = "spoken"
    IMPORTED = "imported"

    @property
    def label(self) -> str:
        return _CONSENTS[self]


_CONSENTS = {
    ConsentWay.WRITTEN: N_("schriftlich"),
    ConsentWay.MAIL: N_("per E-Mail"),
    ConsentWay.SPOKEN: N_("mündlich, mit Vermerk"),
    ConsentWay.IMPORTED: N_("aus einer Liste übernommen"),
}


class LeftOut(StrEnum):
    """Why a contact is not on a list."""

    NO_CONSENT = "no_consent"
    NO_EMAIL = "no_email"
    OTHER_WAY = "other_way"
    SAME_ADDRESS = "same_address"
    NO_ADDRESS = "no_address"
    GETS_MAIL = "gets_mail"
    BY_PHONE = "by_phone"

    @property
    def label(self) -> str:
        return _LEFT_OUT[self]


_LEFT_OUT = {
    LeftOut.NO_CONSENT: N_("Es gibt keine Einwilligung."),
    LeftOut.NO_EMAIL: N_("Es gibt keine E-Mail-Adresse."),
    LeftOut.OTHER_WAY: N_("Möchte nicht per E-Mail angeschrieben werden."),
    LeftOut.SAME_ADDRESS: N_("Die E-Mail-Adresse steht schon auf der Liste."),
    LeftOut.NO_ADDRESS: N_("Es gibt keine Anschrift für einen Brief."),
    LeftOut.GETS_MAIL: N_("Bekommt eine E-Mail."),
    LeftOut.BY_PHONE: N_("Möchte angerufen werden."),
}


class AddressFormat(StrEnum):
    """What a list of addresses comes as."""

    TEXT = "text"
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def label(self) -> str:
        return _FORMATS[self]


_FORMATS = {
    AddressFormat.TEXT: N_("Zum Kopieren in das Feld „Bcc“"),
    AddressFormat.CSV: N_("Tabelle als CSV"),
    AddressFormat.XLSX: N_("Tabelle für Excel"),
}


class ImportState(StrEnum):
    """Whether a file was only looked at."""

    PREVIEW = "preview"
    TAKEN = "taken"


class RowOutcome(StrEnum):
    """What becomes of a row of a file."""

    NEW = "new"
    ADDED = "added"
    THERE = "there"
    SKIPPED = "skipped"

    @property
    def label(self) -> str:
        return _OUTCOMES[self]

    @property
    def tone(self) -> str:
        return _OUTCOME_TONES[self]


_OUTCOMES = {
    RowOutcome.NEW: N_("neuer Akteur"),
    RowOutcome.ADDED: N_("neuer Kontakt bei einem Akteur, den es schon gibt"),
    RowOutcome.THERE: N_("gibt es schon"),
    RowOutcome.SKIPPED: N_("übersprungen"),
}
_OUTCOME_TONES = {
    RowOutcome.NEW: "success",
    RowOutcome.ADDED: "info",
    RowOutcome.THERE: "neutral",
    RowOutcome.SKIPPED: "warning",
}


class Likeness(StrEnum):
    """Why two Akteure may be the same."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"

    @property
    def label(self) -> str:
        return _LIKENESSES[self]


_LIKENESSES = {
    Likeness.EMAIL: N_("gleiche E-Mail-Adresse"),
    Likeness.PHONE: N_("gleiche Telefonnummer"),
    Likeness.NAME: N_("ähnlicher Name"),
}


def email_key(email: str) -> str:
    """An address as two spellings of it are compared."""
    return email.strip().casefold()


def phone_key(phone: str) -> str:
    """A number as two spellings of it are compared: digits from the country on; "" for what is no number.

    "08261 995-0", "+49 8261 9950" and "0049 (0)8261 995 0" are one.
    """
    cleaned = phone.replace("(0)", "")
    digits = "".join(character for character in cleaned if character.isascii() and character.isdigit())
    if cleaned.strip().startswith("+"):
        pass
    elif digits.startswith("00"):
        digits = digits[2:]
    elif digits.startswith("0"):
        digits = "49" + digits[1:]
    return digits if len(digits) >= 6 else ""


class SkipReason(StrEnum):
    """Why a row of a file is not taken over. The labels may name the column or value with %(what)s."""

    NO_NAME = "no_name"
    FORMULA = "formula"
    TOO_LONG = "too_long"
    BAD_EMAIL = "bad_email"
    BAD_CARD = "bad_card"
    NOT_YOUR_PLACE = "not_your_place"
    ERASED = "erased"

    @property
    def label(self) -> str:
        return _SKIPS[self]


_SKIPS = {
    SkipReason.NO_NAME: N_("Weder Organisation noch Name."),
    SkipReason.FORMULA: N_("In „%(what)s“ steht eine Formel statt eines Textes."),
    SkipReason.TOO_LONG: N_("„%(what)s“ ist zu lang."),
    SkipReason.BAD_EMAIL: N_("Die E-Mail-Adresse ist nicht vollständig."),
    SkipReason.BAD_CARD: N_("Diese Visitenkarte lässt sich nicht lesen."),
    SkipReason.NOT_YOUR_PLACE: N_("Für „%(what)s“ sind Sie nicht zuständig."),
    SkipReason.ERASED: N_("Diese Person hat ihre Einwilligung zurückgenommen."),
}


class Remark(StrEnum):
    """What was left out of a row that is taken over. The labels may name the value with %(what)s."""

    UNKNOWN_PLACE = "unknown_place"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_FIELD = "unknown_field"
    NO_CONSENT_DATE = "no_consent_date"

    @property
    def label(self) -> str:
        return _REMARKS[self]


_REMARKS = {
    Remark.UNKNOWN_PLACE: N_("Den Ort „%(what)s“ kennen wir nicht; der Akteur kommt zum gewählten Sozialraum."),
    Remark.UNKNOWN_KIND: N_("Die Art „%(what)s“ kennen wir nicht; sie bleibt „Sonstiges“."),
    Remark.UNKNOWN_FIELD: N_("Das Handlungsfeld „%(what)s“ kennen wir nicht; es bleibt weg."),
    Remark.NO_CONSENT_DATE: N_(
        "Einwilligung ohne gültigen Tag („%(what)s“): Der Kontakt gilt als nicht einverstanden."
    ),
}
