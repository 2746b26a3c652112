"""Stakeholderanalyse."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

STAKEHOLDERS = Method(
    slug="stakeholderanalyse",
    title=N_("Stakeholderanalyse"),
    summary=N_("In kleiner Runde klären, wer betroffen ist, wer Einfluss hat und wen man wie einbindet."),
    purpose=N_(
        "Sie passt am Anfang eines Vorhabens und immer, wenn es stockt: Wen haben wir vergessen? Sie passt nicht als öffentliche "
        "Veranstaltung, weil offen über Menschen und Einrichtungen gesprochen wird."
    ),
    goals=(
        (Goal.ASSESS, N_("In vier Feldern steht, wer viel Einfluss und wer viel Interesse hat, und was daraus folgt.")),
        (Goal.AGREE, N_("Für jeden Akteur steht am Ende fest, wer ihn anspricht, womit und bis wann.")),
        (Goal.ADVISE, N_("Wer früh weiß, wer dagegen sein wird und warum, kann das Vorhaben noch ändern.")),
    ),
    least=2,
    most=8,
    frames=(TimeFrame.SHORT,),
    duration=N_("90 Minuten bis 2 Stunden; alle sechs Monate eine halbe Stunde zum Auffrischen"),
    preparation=N_("1 Woche"),
    material=(
        N_("Das Vorhaben in einem Satz auf einem Plakat"),
        N_("Karten oder Klebezettel, eine je Akteur"),
        N_("Ein großes Blatt mit vier Feldern: Einfluss nach oben, Interesse nach rechts"),
        N_("Die Liste der Akteure aus dem Netzwerk des Portals"),
        N_("Ein Raum mit geschlossener Tür"),
    ),
    steps=(
        Step(
            N_("Das Vorhaben benennen"),
            N_(
                "Ein Satz, den alle gleich verstehen. Bei „mehr für Senioren“ lässt sich niemand einordnen; bei "
                "„Fahrdienst ab Herbst“ schon."
            ),
        ),
        Step(
            N_("Alle aufschreiben"),
            N_(
                "Wer ist betroffen, wer entscheidet, wer zahlt, wer arbeitet mit, wer könnte bremsen? Zehn Minuten jede und "
                "jeder für sich, dann zusammenlegen."
            ),
        ),
        Step(
            N_("Nach den Leisen fragen"),
            N_("Wer hat keine Organisation und keine Stimme? Pflegende Angehörige, Menschen mit wenig Geld, Kinder."),
        ),
        Step(
            N_("Einordnen"),
            N_(
                "Einfluss und Interesse von 1 bis 5. Uneinigkeit ist wertvoll: Fragen Sie nach, was die andere "
                "Person weiß."
            ),
        ),
        Step(
            N_("Haltung und Beziehung"),
            N_("Dafür, dagegen, abwartend? Was will dieser Akteur selbst? Wer von uns hat einen guten Draht?"),
        ),
        Step(
            N_("Vorgehen festlegen"),
            N_(
                "Eng einbinden, gewinnen, beteiligen oder im Blick behalten. Je Akteur ein nächster Schritt, ein "
                "Name, ein Datum."
            ),
        ),
        Step(
            N_("Eintragen und wieder ansehen"),
            N_("Tragen Sie die Einschätzung im Netzwerk ein und setzen Sie einen Tag, an dem Sie wieder hinschauen."),
        ),
    ),
    pitfalls=(
        N_(
            "Ein Blatt mit Urteilen über Menschen bleibt liegen. Nehmen Sie alles mit; schreiben Sie nur auf, was "
            "die Person lesen dürfte."
        ),
        N_("Nur Organisationen, keine Betroffenen. Wer wenig Einfluss hat, ist oft am meisten betroffen."),
        N_("Einmal gemacht, nie mehr angesehen. Haltungen ändern sich nach jeder Wahl."),
        N_("Gegner werden gemieden. Ein frühes Gespräch mit ihnen spart das halbe Vorhaben."),
    ),
    inclusion=Inclusion(
        hearing=N_("Kleine Runde am Tisch, eine Person spricht. Ergebnisse mitschreiben, so dass alle sie lesen."),
        seeing=N_("Felder mit Namen ansagen statt „oben rechts“. Die Tabelle im Portal sagt dasselbe wie das Bild."),
        walking=N_("Am Tisch statt an der Wand. Die Karten reicht jemand herum."),
        language=N_("Sagen Sie „wer dazugehört und wer mitredet“, wenn das Wort Stakeholder fremd ist."),
    ),
    outcome=N_("Ein Bild aller Akteure in vier Feldern und eine Liste, wer wen bis wann anspricht."),
    to_needs=N_(
        "Bedarfe entstehen hier selten. Aber Sie wissen danach, wen Sie fragen müssen: Laden Sie die Betroffenen zu einer Methode "
        "ein, in der sie selbst sprechen."
    ),
    reading=(
        "R. Edward Freeman: Strategic Management. A Stakeholder Approach. Boston: Pitman 1984",
        "John M. Bryson: What to Do When Stakeholders Matter. In: Public Management Review 6 (1), 2004, S. 21–53",
    ),
)
