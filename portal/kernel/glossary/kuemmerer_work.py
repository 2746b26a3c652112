"""Words for the work of the Kümmerer."""

from portal.kernel.glossary.shape import Group, Term
from portal.kernel.text import N_

TERMS: tuple[Term, ...] = (
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
        screen=N_("Teilprojekt"),
        code="SubProject",
        meaning=N_("Ein Angebot, das ein Quartiersprojekt aufbaut: Fahrdienst, Mittagstisch, Besuchsdienst."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Checkliste, Schritt"),
        code="ChecklistStep",
        meaning=N_("Was in einer Phase zu tun ist und wer dafür zuständig ist."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Projekttagebuch"),
        code="DiaryEntry",
        meaning=N_(
            "Was in einem Quartiersprojekt an einem Tag getan wurde, mit Foto und Stunden; daraus wird der Sachbericht."
        ),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Förderung"),
        code="Funding, FundingProgramme",
        meaning=N_("Geld von Bund, Land oder Landkreis, mit Anteilen, Obergrenzen und Terminen."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Förderantrag, Bescheid"),
        code="FundingApplication",
        meaning=N_("Bitte um Förderung mit Kosten- und Finanzierungsplan, und was darüber entschieden wurde."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Abruf, Buchung"),
        code="FundingDrawdown, FundingBooking",
        meaning=N_("Geld, das beim Zuwendungsgeber geholt, und Geld, das ausgegeben wurde."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Fall"),
        code="Case (table case_file)",
        meaning=N_("Vertrauliches Gespräch: Jemand fragt, wird begleitet, das Ergebnis wird festgehalten."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Stellvertretung"),
        code="CaseDeputy",
        meaning=N_(
            "Eine andere Kümmerin oder ein anderer Kümmerer, die oder der die Fälle einer Person mitlesen und weiterführen darf."
        ),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Notöffnung"),
        code="BreakGlass",
        meaning=N_("Jemand aus der Verwaltung liest Fälle für 24 Stunden, weil eine zweite Person zugestimmt hat."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Übergabe"),
        code="Handover",
        meaning=N_("Ein Quartiersprojekt geht mit allem, was war, an die nächste Kümmerin oder den nächsten Kümmerer."),
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
    Term(
        screen=N_("Ehrenamtliche"),
        code="Volunteer",
        meaning=N_("Menschen, die anderen im Ort unentgeltlich helfen: was sie können, wo und wann."),
        group=Group.KUEMMERER,
    ),
    Term(
        screen=N_("Hilfegesuch, Gesuch"),
        code="AidRequest",
        meaning=N_("Bitte um Hilfe, einmal oder regelmäßig, für die jemand Ehrenamtliches gesucht wird."),
        group=Group.KUEMMERER,
    ),
)
