"""Aktivierende Befragung."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

ACTIVATING_SURVEY = Method(
    slug="aktivierende-befragung",
    title=N_("Aktivierende Befragung"),
    summary=N_("An der Haustür zuhören: Was beschäftigt Sie, was würden Sie ändern, und würden Sie dabei mitmachen?"),
    purpose=N_(
        "Sie passt, wenn Sie in einem Quartier neu anfangen und Menschen gewinnen möchten, die zu keiner Versammlung kommen. "
        "Sie passt nicht, wenn Sie Zahlen brauchen, die für alle gelten."
    ),
    goals=(
        (Goal.ACTIVATE, N_("Wer gefragt wird, was er selbst tun würde, kommt eher zum ersten Treffen.")),
        (Goal.NEEDS, N_("Offene Fragen bringen zur Sprache, woran bei einem Fragebogen niemand gedacht hätte.")),
        (Goal.TALK, N_("Ein Gespräch an der Tür schafft Vertrauen, das kein Brief schafft.")),
    ),
    least=20,
    most=300,
    frames=(TimeFrame.WEEKS,),
    duration=N_("20 bis 40 Minuten je Gespräch; 2 bis 4 Wochen für ein Quartier"),
    preparation=N_("4 bis 8 Wochen, mit Schulung der Fragenden"),
    material=(
        N_("Leitfaden mit höchstens sechs offenen Fragen"),
        N_("Handzettel zur Ankündigung und Ausweise für die Fragenden"),
        N_("Straßenliste: Wer geht wann zu welchen Häusern?"),
        N_("Notizblock; ein Bogen je Gespräch, ohne Namen"),
        N_("Einladungskarten zum Treffen danach, mit Datum und Ort"),
    ),
    steps=(
        Step(
            N_("Vorher hinschauen"),
            N_(
                "Gehen Sie durch das Quartier, sprechen Sie mit Laden, Pfarrei und Hausmeisterei. Daraus entsteht "
                "der Leitfaden."
            ),
        ),
        Step(
            N_("Fragende schulen"),
            N_(
                "Zwei Stunden reichen: zuhören, nachfragen, nichts versprechen. Üben Sie zu zweit. Immer zu zweit "
                "gehen."
            ),
        ),
        Step(
            N_("Ankündigen"),
            N_(
                "Eine Woche vorher ein Zettel in jeden Briefkasten und eine Zeile im Gemeindeblatt, mit Foto der "
                "Fragenden."
            ),
        ),
        Step(
            N_("Offen fragen"),
            N_(
                "Was gefällt Ihnen hier? Was stört Sie? Was würden Sie ändern, wenn Sie könnten? Was könnten Sie selbst dazu tun? "
                "Wer sollte noch gefragt werden?"
            ),
        ),
        Step(
            N_("Mitschreiben, wie gesprochen wurde"),
            N_(
                "Ganze Sätze der Person, keine Deutung. Namen nur, wenn jemand mitmachen will, und auf einer "
                "eigenen Karte."
            ),
        ),
        Step(
            N_("Einladen"),
            N_("Am Ende des Gesprächs: „Am 12. treffen wir uns. Kommen Sie? Was bräuchten Sie dafür?“"),
        ),
        Step(
            N_("Ergebnisse zurückgeben"),
            N_(
                "Innerhalb von drei Wochen: Versammlung, auf der die Aussagen hängen und sich Gruppen zu Themen finden."
            ),
        ),
        Step(
            N_("Gruppen begleiten"),
            N_(
                "Jede Gruppe hat für ein halbes Jahr eine Ansprechperson. Ohne Begleitung zerfallen die meisten "
                "nach zwei Treffen."
            ),
        ),
    ),
    pitfalls=(
        N_("Fragen an der Tür, und dann geschieht nichts. Beginnen Sie erst, wenn der Termin danach feststeht."),
        N_(
            "Etwas versprechen, um freundlich zu sein. Ehrlich ist: „Ich schreibe es auf, entscheiden wird der "
            "Gemeinderat.“"
        ),
        N_("Nur tagsüber gehen: Dann fehlen alle, die arbeiten."),
        N_("Ein langer Fragebogen macht aus dem Gespräch ein Verhör."),
    ),
    inclusion=Inclusion(
        hearing=N_("In Ruhe in der Wohnung statt im Treppenhaus. Die Fragen liegen zum Mitlesen auf einem Blatt."),
        seeing=N_("Stellen Sie sich mit Namen vor und sagen Sie, wer noch dabei ist. Ausweis auch vorlesen."),
        walking=N_("Sie kommen ja nach Hause. Für das Treffen danach einen Fahrdienst anbieten."),
        language=N_(
            "Gehen Sie mit jemandem, der die Sprache des Hauses spricht. Der Handzettel steht in den Sprachen des "
            "Quartiers."
        ),
    ),
    outcome=N_("Ein Bild davon, was die Menschen bewegt, und eine Liste derer, die etwas tun wollen."),
    to_needs=N_(
        "Die Gespräche tragen Sie als Umfrage ein. Unter „Texte“ schicken Sie die Sätze, die einen Bedarf nennen, mit einem "
        "Klick in den Eingang, ohne dass jemand zu erkennen ist."
    ),
    reading=(
        "Maria Lüttringhaus, Hille Richers (Hrsg.): Handbuch Aktivierende Befragung. Bonn: Stiftung Mitarbeit 2003",
        "Wolfgang Hinte, Fritz Karas: Studienbuch Gruppen- und Gemeinwesenarbeit. Neuwied: Luchterhand 1989",
    ),
)
