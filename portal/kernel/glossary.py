"""The language of the domain as data: one concept, one German word on the screen, one English word in the code.

The page `/glossar` shows it to everybody, and a test fails when a forbidden synonym turns up in an identifier or on a screen.
A new noun of the domain enters this list before it enters the code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.kernel.text import N_


class Group(StrEnum):
    """Under which heading a word stands."""

    PLACES_AND_PEOPLE = "places_and_people"
    TAKING_PART = "taking_part"
    NEED_TO_EFFECT = "need_to_effect"
    KUEMMERER = "kuemmerer"

    @property
    def label(self) -> str:
        return _GROUPS[self]


_GROUPS = {
    Group.PLACES_AND_PEOPLE: N_("Wer und wo"),
    Group.TAKING_PART: N_("Mitreden"),
    Group.NEED_TO_EFFECT: N_("Vom Bedarf zur Wirkung"),
    Group.KUEMMERER: N_("Arbeit der Kümmerer"),
}


@dataclass(frozen=True)
class Term:
    """One concept of the domain."""

    #: The word people read.
    screen: str
    #: The word programmers write: class, enum value or package.
    code: str
    #: What it means, in plain German.
    meaning: str
    group: Group
    #: Whether residents meet the word; the others are for staff.
    is_public: bool = False
    #: Words that must not name this in code.
    never_code: tuple[str, ...] = ()
    #: Words that must not name this on a screen.
    never_screen: tuple[str, ...] = ()


def public_terms() -> tuple[Term, ...]:
    """The words residents meet."""
    return tuple(term for term in TERMS if term.is_public)


def grouped(terms: Iterable[Term]) -> list[tuple[Group, list[Term]]]:
    """The words under their headings, in the order of the alphabet."""
    chosen = list(terms)
    by_group = [(group, sorted((t for t in chosen if t.group is group), key=_by_alphabet)) for group in Group]
    return [(group, found) for group, found in by_group if found]


def _by_alphabet(term: Term) -> str:
    return term.screen.casefold().replace("ä", "a").replace("ö", "o").replace("ü", "u")


_WHO = (
    Term(
        screen=N_("Landkreis"),
        code="County",
        meaning=N_("Der Landkreis oder die kreisfreie Stadt, für die dieses Portal da ist."),
        group=Group.PLACES_AND_PEOPLE,
        is_public=True,
        never_code=("district",),
    ),
    Term(
        screen=N_("Gemeinde"),
        code='Sozialraum(kind="municipality")',
        meaning=N_("Ihre Stadt, Ihr Markt oder Ihre Gemeinde mit eigenem Rathaus."),
        group=Group.PLACES_AND_PEOPLE,
        is_public=True,
        never_code=("community", "commune"),
        never_screen=("Kommunalgebiet",),
    ),
    Term(
        screen=N_("Verwaltungsgemeinschaft"),
        code='Sozialraum(kind="municipal_association")',
        meaning=N_("Mehrere kleine Gemeinden, die sich eine Verwaltung teilen."),
        group=Group.PLACES_AND_PEOPLE,
        is_public=True,
    ),
    Term(
        screen=N_("Gemeindefreies Gebiet"),
        code='Sozialraum(kind="unincorporated")',
        meaning=N_("Ein Stück Land, meist Wald, das zu keiner Gemeinde gehört und in dem niemand wohnt."),
        group=Group.PLACES_AND_PEOPLE,
    ),
    Term(
        screen=N_("Ortsteil, Quartier"),
        code='Sozialraum(kind="locality"), kind="quarter"',
        meaning=N_("Ein Dorf, Weiler oder Viertel, das zu einer Gemeinde gehört."),
        group=Group.PLACES_AND_PEOPLE,
        is_public=True,
    ),
    Term(
        screen=N_("Sozialraum"),
        code="Sozialraum",
        meaning=N_("Der Raum, in dem Menschen ihren Alltag leben. Auf dem Land ist das meist die Gemeinde."),
        group=Group.PLACES_AND_PEOPLE,
        is_public=True,
        never_code=("social_space", "area"),
    ),
    Term(
        screen=N_("Bürgerin, Bürger"),
        code="resident",
        meaning=N_("Alle, die hier leben oder arbeiten. Zum Mitmachen brauchen Sie kein Konto."),
        group=Group.PLACES_AND_PEOPLE,
        is_public=True,
        never_code=("user", "citizen"),
        never_screen=("Nutzer", "Nutzerin", "User", "Benutzer", "Anwender"),
    ),
    Term(
        screen=N_("Kümmerin, Kümmerer"),
        code="Role.KUEMMERER",
        meaning=N_("Erste Ansprechperson in einer Gemeinde. Hört zu, kennt die Wege, bringt Menschen zusammen."),
        group=Group.PLACES_AND_PEOPLE,
        is_public=True,
        never_code=("caretaker", "carer"),
    ),
    Term(
        screen=N_("Moderation"),
        code="Role.MODERATOR",
        meaning=N_("Leitet Gespräche wie Runde Tische und Werkstätten und achtet darauf, dass alle zu Wort kommen."),
        group=Group.PLACES_AND_PEOPLE,
        is_public=True,
    ),
    Term(
        screen=N_("Sozialplanung"),
        code="Role.PLANNER",
        meaning=N_("Die Stelle im Landratsamt, die Bedarfe sammelt, prüft und Entscheidungen vorbereitet."),
        group=Group.PLACES_AND_PEOPLE,
        is_public=True,
    ),
    Term(
        screen=N_("Fachplanung"),
        code="Role.SECTOR_PLANNER, SectorPlan",
        meaning=N_("Planung für ein Fachgebiet, zum Beispiel Jugendhilfe, Pflege, Teilhabe oder Nahverkehr."),
        group=Group.PLACES_AND_PEOPLE,
    ),
    Term(
        screen=N_("Gemeindeverwaltung"),
        code="Role.MUNICIPALITY",
        meaning=N_("Das Rathaus: lädt zu Runden Tischen ein und gibt frei, was im Namen der Gemeinde erscheint."),
        group=Group.PLACES_AND_PEOPLE,
        is_public=True,
    ),
    Term(
        screen=N_("Themenwächter"),
        code="ObserverKind.TOPIC_GUARDIAN",
        meaning=N_("Gemeinderätin oder Beauftragter, die oder der meldet, wo der Schuh drückt."),
        group=Group.PLACES_AND_PEOPLE,
    ),
    Term(
        screen=N_("Prozessbeobachter"),
        code="ObserverKind.PROCESS_OBSERVER",
        meaning=N_("Verein, Verband oder andere Gruppe, die meldet, was sie vor Ort sieht."),
        group=Group.PLACES_AND_PEOPLE,
    ),
    Term(
        screen=N_("Feldentwickler"),
        code="ObserverKind.FIELD_DEVELOPER",
        meaning=N_("Fachkraft mit Ideen für neue Angebote."),
        group=Group.PLACES_AND_PEOPLE,
    ),
    Term(
        screen=N_("Akteur"),
        code="Stakeholder",
        meaning=N_("Wer vor Ort mitwirkt: Kirche, Verein, Wohlfahrtsverband, Einrichtung, Betrieb, Initiative."),
        group=Group.PLACES_AND_PEOPLE,
    ),
    Term(
        screen=N_("Träger"),
        code="Traeger",
        meaning=N_("Wer soziale Dienste anbietet und dafür verantwortlich ist."),
        group=Group.PLACES_AND_PEOPLE,
        never_code=("provider_organisation",),
    ),
    Term(
        screen=N_("Gremium"),
        code="Committee",
        meaning=N_("Gruppe, die berät oder beschließt: Kreistag, Ausschuss, Gemeinderat, Steuerungsgruppe."),
        group=Group.PLACES_AND_PEOPLE,
        is_public=True,
        never_code=("board",),
    ),
)

_TAKING_PART = (
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
        code="Survey, Response, Answer",
        meaning=N_("Ein Fragebogen. Eine Teilnahme ist ein ausgefüllter Bogen, eine Antwort eine Angabe darin."),
        group=Group.TAKING_PART,
        is_public=True,
        never_code=("poll",),
    ),
    Term(
        screen=N_("Zukunftswerkstatt"),
        code="FutureWorkshop",
        meaning=N_("Ein Treffen in drei Schritten: Was stört? Was wäre schön? Was machen wir davon, wer und wann?"),
        group=Group.TAKING_PART,
        is_public=True,
    ),
    Term(
        screen=N_("Moderationswand, Karte, Punkt"),
        code="Wall, WallCard, Dot",
        meaning=N_("Karten an einer Wand, die geordnet und mit Punkten gewichtet werden, im Raum und am Handy."),
        group=Group.TAKING_PART,
        is_public=True,
    ),
    Term(
        screen=N_("Nadelmethode, Nadelkarte, Nadel"),
        code="PinMap, Pin",
        meaning=N_("Bunte Nadeln auf einer Karte: Wo ist es schön, wo fehlt etwas, und warum?"),
        group=Group.TAKING_PART,
        is_public=True,
        never_code=("needle",),
        never_screen=("Stecknadelpunkt", "Marker"),
    ),
    Term(
        screen=N_("Ortsbegehung, Befund"),
        code="WalkAudit, ContributionKind.FINDING",
        meaning=N_("Ein gemeinsamer Gang durch den Ort. Was auffällt, wird mit Stelle und Foto festgehalten."),
        group=Group.TAKING_PART,
        is_public=True,
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

_EFFECT = (
    Term(
        screen=N_("Bedarf"),
        code="Need",
        meaning=N_(
            "Was Menschen in einem Ort brauchen. Er entsteht aus Wortmeldungen und bekommt eine öffentliche Antwort."
        ),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
        never_code=("demand", "request", "requirement"),
        never_screen=("Bedürfnisticket", "Anforderung"),
    ),
    Term(
        screen=N_("Eingang"),
        code="TriageItem",
        meaning=N_("Hier wartet jede Wortmeldung, bis ein Mensch entschieden hat, was daraus wird."),
        group=Group.NEED_TO_EFFECT,
        never_code=("inbox_message",),
        never_screen=("Triage", "Inbox"),
    ),
    Term(
        screen=N_("Aufteilen, Passage"),
        code="split, TriageItem.start and stop",
        meaning=N_(
            "Eine Wortmeldung, in der es um mehrere Dinge geht, wird in Passagen geteilt. Die Worte bleiben gleich."
        ),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Zusammenführen"),
        code="merge",
        meaning=N_("Zwei Bedarfe, die dasselbe meinen, werden einer. Niemand geht dabei verloren."),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
        never_screen=("Mergen", "Verschmelzen"),
    ),
    Term(
        screen=N_("Beleg"),
        code="Evidence",
        meaning=N_(
            "Was für oder gegen einen Bedarf spricht: Wortmeldung, Kennzahl, Begehung, Dokument, Aussage einer Fachkraft."
        ),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
        never_code=("proof_of_need",),
        never_screen=("Evidenz",),
    ),
    Term(
        screen=N_("Öffentliche Antwort"),
        code="PublicAnswer",
        meaning=N_("Ein Satz an alle, die etwas gesagt haben. Ohne ihn ändert sich kein Status."),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
    ),
    Term(
        screen=N_("Status"),
        code="NeedStatus",
        meaning=N_("Wie weit ein Bedarf ist, von „Neu“ bis „Umgesetzt“."),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
    ),
    Term(
        screen=N_("Frist"),
        code="Need.due_on",
        meaning=N_("Bis wann der nächste Schritt getan sein soll."),
        group=Group.NEED_TO_EFFECT,
        never_screen=("Deadline", "Fälligkeitstermin"),
    ),
    Term(
        screen=N_("Interne Notiz"),
        code="InternalNote",
        meaning=N_("Nachricht an Kolleginnen und Kollegen. Sie verlässt den Arbeitsbereich nie."),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Textbaustein"),
        code="TextModule",
        meaning=N_("Vorbereiteter Satz für eine öffentliche Antwort."),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("gefühlt, teilweise belegt, belegt"),
        code="EvidenceLevel",
        meaning=N_("Ob ein Bedarf nur empfunden wird oder ob Zahlen und Fachleute ihn bestätigen."),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Bedarfsanalyse, Soll-Ist-Abgleich"),
        code="NeedAnalysis, TargetActual",
        meaning=N_("Was ist da, was sollte da sein, und woher wissen wir das?"),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Handlungsempfehlung"),
        code="Recommendation",
        meaning=N_("Vorschlag der Planung an ein Gremium."),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Beschlussvorlage, Beschluss"),
        code="CouncilPaper, Decision",
        meaning=N_("Schriftstück für ein Gremium, und was es entschieden hat."),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
        never_code=("resolution",),
    ),
    Term(
        screen=N_("Maßnahme, Meilenstein"),
        code="Measure, Milestone",
        meaning=N_("Was dann wirklich getan wird: wer, in welchen Schritten, mit welchem Geld."),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
    ),
    Term(
        screen=N_("Evaluation"),
        code="Evaluation",
        meaning=N_("Hat es gewirkt? Was wurde getan, was hat sich für die Menschen und im Ort geändert?"),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Ziel, Gegenstromverfahren"),
        code="Goal",
        meaning=N_("Ziele gehen von der Leitung zu den Ämtern und Gemeinden und kommen von dort geprüft zurück."),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Handlungsfeld"),
        code="ActionField",
        meaning=N_("Worum es geht, zum Beispiel Wohnen, Pflege, Jugend oder Ehrenamt."),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
        never_code=("topic",),
        never_screen=("Themenkategorie", "Rubrik"),
    ),
    Term(
        screen=N_("Zielgruppe"),
        code="TargetGroup",
        meaning=N_("Für wen etwas wichtig ist, zum Beispiel Kinder, ältere Menschen oder pflegende Angehörige."),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
    ),
    Term(
        screen=N_("Grunddaseinsfunktion"),
        code="BasicFunction",
        meaning=N_(
            "Was alle zum Leben brauchen: wohnen, arbeiten, sich versorgen, sich bilden, sich erholen, unterwegs sein."
        ),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Indikator, Kennzahl"),
        code="Indicator, IndicatorValue",
        meaning=N_("Eine Zahl über einen Ort und was sie bedeutet. Was geheim oder unbekannt ist, gilt nie als null."),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Demografie-Steckbrief"),
        code="Steckbrief",
        meaning=N_("Eine Seite je Gemeinde mit den wichtigsten Zahlen, Bedarfen und Maßnahmen."),
        group=Group.NEED_TO_EFFECT,
        never_code=("profile",),
    ),
)

_KUEMMERER = (
    Term(
        screen=N_("Quartiersprojekt"),
        code="KuemmererProject",
        meaning=N_(
            "Eine Gemeinde baut in vier Phasen Hilfe vor Ort auf: Vorbereitung, Aufbau, Implementierung, Ausdehnung."
        ),
        group=Group.KUEMMERER,
        is_public=True,
    ),
    Term(
        screen=N_("Arbeitsgruppe, Steuerungsgremium"),
        code="WorkingGroup, SteeringGroup",
        meaning=N_("Gruppen zu Wohnen, Unterstützung und Beratung, und eine, die alles zusammenhält."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Checkliste, Schritt"),
        code="ChecklistStep",
        meaning=N_("Was in einer Phase zu tun ist und wer dafür zuständig ist."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Förderung"),
        code="Funding, FundingProgramme",
        meaning=N_("Geld von Bund, Land oder Landkreis, mit Anteilen, Obergrenzen und Terminen."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Fall"),
        code="Case (table case_file)",
        meaning=N_("Vertrauliches Gespräch: Jemand fragt, wird begleitet, das Ergebnis wird festgehalten."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Austauschtreffen"),
        code="ExchangeMeeting",
        meaning=N_("Jährliches Treffen aller Gemeinden mit einem Quartiersprojekt."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Angebot"),
        code="Offer",
        meaning=N_("Dienst, Beratung, Verein oder Hilfe, die es an einem Ort gibt."),
        group=Group.KUEMMERER,
        is_public=True,
    ),
    Term(
        screen=N_("Sachbericht, Verwendungsnachweis"),
        code="FundingReport",
        meaning=N_("Bericht darüber, wofür Fördergeld ausgegeben wurde, mit Abgabetermin."),
        group=Group.KUEMMERER,
    ),
)

TERMS: tuple[Term, ...] = (*_WHO, *_TAKING_PART, *_EFFECT, *_KUEMMERER)
