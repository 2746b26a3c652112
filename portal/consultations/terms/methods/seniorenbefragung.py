"""Seniorenbefragung."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

SENIORS_SURVEY = Method(
    slug="seniorenbefragung",
    title=N_("Seniorenbefragung"),
    summary=N_("Ein Fragebogen an alle ab 60, auf Papier und online, mit Zahlen, die für den ganzen Ort sprechen."),
    purpose=N_(
        "Sie passt, wenn Sie wissen müssen, wie viele etwas brauchen, etwa für ein Seniorenkonzept oder einen Förderantrag. "
        "Sie passt nicht, um Ideen zu entwickeln, und nicht, wenn gerade erst gefragt wurde."
    ),
    goals=(
        (Goal.NEEDS, N_("Alle ab 60 werden gefragt, auch die, die nicht mehr aus dem Haus kommen.")),
        (
            Goal.ASSESS,
            N_("Es kommen Zahlen heraus, die sich mit anderen Gemeinden und in einigen Jahren vergleichen lassen."),
        ),
        (Goal.ADVISE, N_("Ein Gemeinderat entscheidet leichter, wenn er weiß, wie viele Menschen es betrifft.")),
    ),
    least=50,
    most=None,
    frames=(TimeFrame.WEEKS,),
    duration=N_("4 bis 6 Wochen Rücklauf; 15 Minuten je Person"),
    preparation=N_("2 bis 3 Monate, mit Datenschutz und Druck"),
    material=(
        N_("Fragebogen mit höchstens 16 Fragen, in großer Schrift und in Leichter Sprache"),
        N_("Anschreiben der Bürgermeisterin oder des Bürgermeisters mit Telefonnummer für Hilfe"),
        N_("Freier Rückumschlag; Kästen zum Einwerfen in Rathaus, Apotheke und Pfarrei"),
        N_("QR-Code und kurze Adresse für alle, die lieber online antworten"),
        N_("Drei bis fünf Menschen, die beim Ausfüllen helfen und Bögen erfassen"),
    ),
    steps=(
        Step(
            N_("Prüfen, ob schon gefragt wurde"),
            N_(
                "Fragen Sie beim Landratsamt nach früheren und geplanten Befragungen. Doppelt zu fragen verärgert "
                "und kostet."
            ),
        ),
        Step(
            N_("Auswählen, was Sie wirklich brauchen"),
            N_(
                "Zu jeder Frage: Was tun wir anders, je nachdem, was herauskommt? Wenn nichts, streichen Sie die Frage."
            ),
        ),
        Step(
            N_("Datenschutz klären"),
            N_(
                "Anonym, freiwillig, Zweck in einem Satz. Die oder der Datenschutzbeauftragte sieht den Bogen vor "
                "dem Druck."
            ),
        ),
        Step(
            N_("Ausprobieren"),
            N_(
                "Fünf Menschen über 75 füllen den Bogen aus, während Sie danebensitzen. Wo sie stocken, ist die "
                "Frage schlecht."
            ),
        ),
        Step(
            N_("Verteilen"),
            N_("Post an alle ab 60, dazu Gemeindeblatt und Aushang. Nach zwei Wochen eine freundliche Erinnerung."),
        ),
        Step(
            N_("Helfen"),
            N_(
                "Sprechstunde im Rathaus, Hausbesuche auf Anruf, eine Runde im Seniorenkreis. Helfende schweigen "
                "über Antworten."
            ),
        ),
        Step(
            N_("Auswerten und zurückgeben"),
            N_("Wer hat geantwortet, wer nicht? Zeigen Sie zuerst den Befragten, was herauskam, dann dem Gemeinderat."),
        ),
    ),
    pitfalls=(
        N_("Der Bogen ist zu lang. Ab 20 Minuten hören viele auf."),
        N_("Nur online: Dann fehlen gerade die Ältesten."),
        N_("Kleine Orte: Wenn nur drei Männer über 85 antworten, darf diese Gruppe nirgends einzeln stehen."),
        N_("Die Kranken und Pflegebedürftigen antworten seltener. Fragen Sie Angehörige und Pflegedienste zusätzlich."),
    ),
    inclusion=Inclusion(
        hearing=N_("Alles ist schriftlich. Wer lieber schreibt als anruft, bekommt auch eine E-Mail-Adresse."),
        seeing=N_("Mindestens 14 Punkt, viel Abstand, keine grauen Kästchen. Am Telefon liest jemand die Fragen vor."),
        walking=N_("Rückumschlag zum Mitgeben, Abholen auf Anruf, Bögen liegen bei Pflegedienst und Essen auf Rädern."),
        language=N_("Leichte Sprache neben jeder Frage; die Umfrage im Portal kann in weiteren Sprachen erscheinen."),
    ),
    outcome=N_(
        "Zahlen nach Alter und Ort, dazu viele Sätze in eigenen Worten; beides als Grundlage für Bedarfsanalyse und "
        "Konzept."
    ),
    to_needs=N_(
        "Freie Antworten gehen unter „Texte“ in den Eingang und werden Bedarfe. Die Zahlen stehen daneben als Beleg: So wird aus "
        "einem gefühlten ein belegter Bedarf."
    ),
    reading=(
        "Rolf Porst: Fragebogen. Ein Arbeitsbuch. Wiesbaden: VS Verlag für Sozialwissenschaften 2008",
        "Rainer Schnell, Paul B. Hill, Elke Esser: Methoden der empirischen Sozialforschung. München: Oldenbourg 2011",
    ),
)
