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
        screen=N_("Etappe"),
        code="NeedStage",
        meaning=N_("Ein Stück des Weges vom Wort zur Wirkung: gesagt, geprüft, geplant, in Umsetzung, fertig."),
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
        screen=N_("Leichte Sprache"),
        code="Simple",
        meaning=N_("Sehr einfache Sätze mit eigenen Regeln. Eine Prüfgruppe liest sie und sagt, ob sie leicht sind."),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
    ),
    Term(
        screen=N_("Weitersagen"),
        code="Telling",
        meaning=N_("Wem eine öffentliche Antwort gesagt wurde, wann und auf welchem Weg: E-Mail, Brief oder Anruf."),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Aushang"),
        code="NoticeSheet",
        meaning=N_("Blatt mit einer öffentlichen Antwort für die Anschlagtafel einer Gemeinde."),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
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
        screen=N_("Belegregel"),
        code="EvidenceRule, EvidenceDecision",
        meaning=N_(
            "Die offengelegte Rechnung, die vorschlägt, wie gut ein Bedarf belegt ist. Entscheiden werden Menschen."
        ),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Offene Frage"),
        code="OpenQuestion",
        meaning=N_("Was über einen Bedarf noch herauszufinden ist: von wem und bis wann."),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Priorisierungsrunde, Kriterium"),
        code="PriorityRound, PriorityCriterion",
        meaning=N_(
            "Mehrere Menschen bewerten dieselben Bedarfe unabhängig voneinander. Daraus wird eine begründete Reihenfolge."
        ),
        group=Group.NEED_TO_EFFECT,
        never_screen=("Ranking", "Scoring"),
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
        screen=N_("Option, Auswirkung"),
        code="RecommendationOption, OptionEffect",
        meaning=N_("Ein Weg, wie es gehen könnte: was er kostet und was er für die Grunddaseinsfunktionen bedeutet."),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Sitzung eines Gremiums"),
        code="CommitteeSession",
        meaning=N_("Ein Gremium tagt: Tag, Uhrzeit, Ort und was auf der Tagesordnung steht."),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Beratungsfolge"),
        code="Deliberation",
        meaning=N_(
            "Welche Gremien eine Beschlussvorlage nacheinander beraten, in welcher Sitzung und mit welchem Ergebnis."
        ),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Wiedervorlage"),
        code="Decision.review_on",
        meaning=N_("Der Tag, an dem geprüft wird, was aus einem Beschluss geworden ist. Jeder Beschluss hat einen."),
        group=Group.NEED_TO_EFFECT,
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
        screen=N_("Wirkungstreppe, Stufe"),
        code="Effect, EffectStage",
        meaning=N_(
            "Was eine Maßnahme bewirken soll, Stufe für Stufe: was eingesetzt wird, was geleistet wird, was sich für die "
            "Menschen und was sich im Ort ändert."
        ),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Rückfrage „Hat es geholfen?“"),
        code="FollowUp, FollowUpAnswer",
        meaning=N_("Einmal je Maßnahme fragen wir die Menschen, die den Bedarf genannt haben, ob es geholfen hat."),
        group=Group.NEED_TO_EFFECT,
        is_public=True,
    ),
    Term(
        screen=N_("Ziel, Gegenstromverfahren"),
        code="Goal, GoalProcedure",
        meaning=N_("Ziele gehen von der Leitung zu den Ämtern und Gemeinden und kommen von dort geprüft zurück."),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Leitziel, Handlungsziel, Teilziel"),
        code="GoalLevel",
        meaning=N_(
            "Die drei Ebenen der Ziele: wohin es gehen soll, was dafür getan wird, und was eine Stelle davon übernimmt."
        ),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Stellungnahme"),
        code="GoalStatement",
        meaning=N_(
            "Was ein Amt oder eine Gemeinde zu einem Ziel sagt: einverstanden, Änderung vorgeschlagen oder nicht möglich."
        ),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("SWOT-Analyse"),
        code="Swot",
        meaning=N_(
            "Stärken, Schwächen, Chancen und Risiken eines Orts auf einem Blatt, und was sich daraus zusammen ergibt."
        ),
        group=Group.NEED_TO_EFFECT,
    ),
    Term(
        screen=N_("Startcheck"),
        code="StartCheck",
        meaning=N_(
            "Achtzehn Fragen, die zeigen, wo ein Landkreis mit der Sozialplanung steht und was der nächste Schritt ist."
        ),
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
    Term(
        screen=N_("Sozialbericht"),
        code="SocialReport, ReportChapter, ReportRelease, ReportPublication",
        meaning=N_(
            "Der Bericht des Landkreises über Bevölkerung, Bedarfe und Maßnahmen. Eine freigegebene Fassung ändert sich nie mehr."
        ),
        group=Group.NEED_TO_EFFECT,
    ),
)
