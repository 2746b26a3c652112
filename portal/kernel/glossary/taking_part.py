"""Words for the ways of saying something."""

from portal.kernel.glossary.shape import Group, Term
from portal.kernel.text import N_

TERMS: tuple[Term, ...] = (
    Term(
        screen=N_("Anliegen"),
        code="ContributionKind.CONCERN",
        meaning=N_("Was Sie uns sagen, wann immer Sie wollen: im Internet, am Telefon, auf Papier oder persönlich."),
        group=Group.TAKING_PART,
        is_public=True,
        never_code=("ticket", "issue", "complaint"),
        never_screen=("Ticket", "Beschwerdeticket", "Mängelmeldung"),
    ),
    Term(
        screen=N_("Wortmeldung"),
        code="Contribution",
        meaning=N_("Alles, was jemand gesagt oder geschrieben hat, in den eigenen Worten. Wir ändern daran nichts."),
        group=Group.TAKING_PART,
        is_public=True,
        never_code=("post", "submission_entry"),
        never_screen=("Beitrag", "Posting", "Kommentar"),
    ),
    Term(
        screen=N_("Rückmelde-Code"),
        code="receipt code",
        meaning=N_("Mit diesem Code sehen Sie, was aus Ihrer Wortmeldung geworden ist. Sie brauchen dafür kein Konto."),
        group=Group.TAKING_PART,
        is_public=True,
        never_code=("tracking_id", "ticket_number"),
        never_screen=("Vorgangsnummer", "Ticketnummer", "Tracking-Code", "Quittungscode"),
    ),
    Term(
        screen=N_("Quittung"),
        code="Receipt",
        meaning=N_("Der Zettel oder die Seite mit Ihrem Rückmelde-Code: Ihr Beweis, dass Ihre Worte angekommen sind."),
        group=Group.TAKING_PART,
        is_public=True,
    ),
    Term(
        screen=N_("Beteiligungsverfahren"),
        code="Consultation",
        meaning=N_("Eine Zeit lang werden Menschen zu einem Thema gefragt. Am Ende steht hier, was daraus wurde."),
        group=Group.TAKING_PART,
        is_public=True,
        never_code=("campaign", "process"),
        never_screen=("Kampagne", "Beteiligungsprozess", "Konsultation"),
    ),
    Term(
        screen=N_("Umfrage"),
        code="Survey, SurveyResponse, Answer",
        meaning=N_("Ein Fragebogen. Eine Teilnahme ist ein ausgefüllter Bogen, eine Antwort eine Angabe darin."),
        group=Group.TAKING_PART,
        is_public=True,
        never_code=("poll",),
    ),
    Term(
        screen=N_("Fassung"),
        code="SurveyVersion",
        meaning=N_(
            "Ein Fragebogen, wie er veröffentlicht wurde. Jede Teilnahme gehört zu der Fassung, die sie beantwortet hat."
        ),
        group=Group.TAKING_PART,
    ),
    Term(
        screen=N_("Persönlicher Code"),
        code="Invitation, InvitationBatch, Ballot",
        meaning=N_(
            "Ein Code aus einem Brief, mit dem man einmal antworten kann. In anonymen Umfragen wird er gegen einen "
            "Stimmzettel getauscht, und niemand kann sagen, welche Antwort zu welchem Code gehört."
        ),
        group=Group.TAKING_PART,
    ),
    Term(
        screen=N_("Bogen, Stapel"),
        code="Sheet, SheetBatch",
        meaning=N_(
            "Ein auf Papier ausgefüllter Fragebogen. Ein Stapel sind die Bögen, die jemand in einem Zug eintippt."
        ),
        group=Group.TAKING_PART,
    ),
    Term(
        screen=N_("Freigegebenes Ergebnis"),
        code="SurveyRelease",
        meaning=N_(
            "Zahlen einer Umfrage, wie sie an einem Tag für alle festgehalten wurden. Kleine Zahlen stehen nicht darin."
        ),
        group=Group.TAKING_PART,
    ),
    Term(
        screen=N_("Fragensammlung"),
        code="LibraryQuestion",
        meaning=N_("Fragen, die für weitere Umfragen aufgehoben sind."),
        group=Group.TAKING_PART,
    ),
    Term(
        screen=N_("Zukunftswerkstatt"),
        code="FutureWorkshop",
        meaning=N_("Ein Treffen in drei Schritten: Was stört? Was wäre schön? Was machen wir davon, wer und wann?"),
        group=Group.TAKING_PART,
    ),
    Term(
        screen=N_("Moderationswand, Karte, Punkt"),
        code="Wall, WallCard, Dot",
        meaning=N_("Karten an einer Wand, die geordnet und mit Punkten gewichtet werden, im Raum und am Handy."),
        group=Group.TAKING_PART,
    ),
    Term(
        screen=N_("Nadelmethode, Nadelkarte, Nadel"),
        code="PinMap, Pin",
        meaning=N_("Bunte Nadeln auf einer Karte: Wo ist es schön, wo fehlt etwas, und warum?"),
        group=Group.TAKING_PART,
        never_code=("needle",),
        never_screen=("Stecknadelpunkt", "Marker"),
    ),
    Term(
        screen=N_("Ortsbegehung, Befund"),
        code="WalkAudit, ContributionKind.FINDING",
        meaning=N_("Ein gemeinsamer Gang durch den Ort. Was auffällt, wird mit Stelle und Foto festgehalten."),
        group=Group.TAKING_PART,
    ),
    Term(
        screen=N_("Runder Tisch"),
        code="RoundTable, Meeting, Minutes, AgendaItem",
        meaning=N_("Treffen der Menschen und Einrichtungen vor Ort. Eingeladen wird von der Gemeinde."),
        group=Group.TAKING_PART,
        is_public=True,
    ),
    Term(
        screen=N_("Vereinbarung"),
        code="Agreement",
        meaning=N_("Wer macht was bis wann? Steht so lange auf der Tagesordnung, bis es erledigt ist."),
        group=Group.TAKING_PART,
    ),
    Term(
        screen=N_("Methodenkoffer"),
        code="Method",
        meaning=N_("Sammlung von Methoden mit Ziel, Gruppengröße, Zeit, Material und Ablauf."),
        group=Group.TAKING_PART,
    ),
    Term(
        screen=N_("Erhebung, Doppelerhebung"),
        code="DataCollection",
        meaning=N_(
            "Geplante oder gemachte Befragung. Doppelt ist sie, wenn dieselben Menschen bald zweimal gefragt werden."
        ),
        group=Group.TAKING_PART,
    ),
    Term(
        screen=N_("Kanal"),
        code="Channel",
        meaning=N_("Auf welchem Weg uns etwas erreicht hat: online, Telefon, Papier, persönlich, E-Mail, Beobachtung."),
        group=Group.TAKING_PART,
    ),
)
