"""What administrators fill in about the county."""

from wtforms import FileField, SelectField

from portal.county.terms import LONGEST_TERM
from portal.kernel.text import N_
from portal.web.forms import Form, LineField, LongTextField, Needed, VersionedForm

LONGEST_TEXT = 60_000


class DetailsForm(VersionedForm):
    """Names, and the contact on every public page."""

    portal_name = LineField(
        N_("Name des Portals"),
        [Needed(N_("Bitte geben Sie dem Portal einen Namen."))],
        max_length=60,
        description=N_("Steht oben auf jeder Seite."),
    )
    name = LineField(
        N_("Voller Name"),
        [Needed(N_("Bitte nennen Sie den Landkreis oder die Stadt."))],
        max_length=120,
        description=N_("Zum Beispiel: Landkreis Unterallgäu"),
    )
    short_name = LineField(
        N_("Kurzer Name"),
        [Needed(N_("Bitte nennen Sie den Namen, wie man ihn spricht."))],
        max_length=80,
        description=N_("So, wie man ihn spricht. Zum Beispiel: Unterallgäu"),
    )
    contact_name = LineField(
        N_("Ansprechperson"),
        max_length=120,
        description=N_("Wer ans Telefon geht. Steht auf jeder öffentlichen Seite."),
    )
    contact_phone = LineField(N_("Telefonnummer"), max_length=60, description=N_("Zum Beispiel: 08261 995-0"))
    contact_hours = LineField(
        N_("Erreichbar"), max_length=200, description=N_("Zum Beispiel: Montag bis Freitag, 8 bis 12 Uhr")
    )
    contact_email = LineField(N_("E-Mail-Adresse"), max_length=254)
    address = LongTextField(N_("Anschrift"), max_length=1000)


class ColoursForm(VersionedForm):
    """The county's colours."""

    accent = LineField(
        N_("Farbe für Knöpfe und Links"),
        [Needed(N_("Bitte nennen Sie eine Farbe."))],
        max_length=7,
        description=N_(
            "Als # mit sechs Stellen. Sie muss dunkel genug sein, damit alle sie lesen können; wir prüfen das."
        ),
    )
    stripe = LineField(
        N_("Schmuckfarbe"),
        [Needed(N_("Bitte nennen Sie eine Farbe."))],
        max_length=7,
        description=N_("Für kleine Schmuckstreifen. Sie trägt keine Schrift."),
    )


class ArmsForm(Form):
    """The county's arms."""

    arms = FileField(N_("Wappen"))


class TextsForm(VersionedForm):
    """The three pages the law asks for."""

    imprint = LongTextField(
        N_("Impressum"), [Needed(N_("Das Impressum darf nicht leer sein."))], max_length=LONGEST_TEXT
    )
    privacy = LongTextField(
        N_("Datenschutz"), [Needed(N_("Der Datenschutztext darf nicht leer sein."))], max_length=LONGEST_TEXT
    )
    accessibility = LongTextField(
        N_("Barrierefreiheit"), [Needed(N_("Die Erklärung darf nicht leer sein."))], max_length=LONGEST_TEXT
    )


class NewTermForm(Form):
    """A new term of a list; `parent` only for Handlungsfelder."""

    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie einen Namen ein."))], max_length=LONGEST_TERM)
    parent = SelectField(N_("Gehört zu"), validate_choice=False)


class RenameTermForm(VersionedForm):
    """Another name for a term."""

    name = LineField(N_("Neuer Name"), [Needed(N_("Bitte geben Sie einen Namen ein."))], max_length=LONGEST_TERM)
