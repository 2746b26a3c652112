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
    ),
    Term(
        screen=N_("Sachbericht, Verwendungsnachweis"),
        code="FundingReport",
        meaning=N_("Bericht darüber, wofür Fördergeld ausgegeben wurde, mit Abgabetermin."),
        group=Group.KUEMMERER,
    ),
)
