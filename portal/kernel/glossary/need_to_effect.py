"""Words for what becomes of it."""

from portal.kernel.glossary.shape import Group, Term
from portal.kernel.text import N_

TERMS: tuple[Term, ...] = (
    Term(
        screen=N_("Bedarf"),
        code="Need",
        meaning=N_(
            "Was Menschen in einem Ort brauchen. Er entsteht aus Wortmeldungen und bekommt eine öffentliche Antwort."
        ),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
        never_code=("demand", "request"),
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
        never_code=("resolution",),
    ),
    Term(
        screen=N_("Maßnahme, Meilenstein"),
        code="Measure, Milestone",
        meaning=N_("Was dann wirklich getan wird: wer, in welchen Schritten, mit welchem Geld."),
        group=Group.NEED_TO_EFFECT,
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
