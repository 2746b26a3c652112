"""Erzählcafé."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

STORY_CAFE = Method(
    slug="erzaehlcafe",
    title=N_("Erzählcafé"),
    summary=N_("Bei Kaffee und Kuchen erzählen Menschen aus ihrem Leben, und die anderen hören zu."),
    purpose=N_(
        "Es passt, um ältere Menschen und Zugezogene zusammenzubringen und um zu verstehen, was ein Ort für sie bedeutet. Es "
        "passt nicht, wenn Sie am Ende eine Entscheidung oder eine Liste brauchen."
    ),
    goals=(
        (Goal.TALK, N_("Wer eine Lebensgeschichte gehört hat, urteilt danach vorsichtiger.")),
        (
            Goal.ACTIVATE,
            N_("Erzählen kann jede und jeder; viele kommen hier zum ersten Mal zu einer Veranstaltung der Gemeinde."),
        ),
        (
            Goal.NEEDS,
            N_("In Geschichten kommt zur Sprache, wonach kein Fragebogen fragt: Alleinsein, Stolz, Abschied."),
        ),
    ),
    least=6,
    most=20,
    frames=(TimeFrame.SHORT,),
    duration=N_("2 Stunden: eine Stunde erzählen, danach Kaffee"),
    preparation=N_("2 bis 3 Wochen"),
    material=(
        N_("Ruhiger Raum, ein Stuhlkreis, danach gedeckte Tische"),
        N_("Kaffee, Tee, Kuchen"),
        N_("Ein oder zwei Gegenstände oder Fotos zum Thema"),
        N_("Plakat mit drei Regeln: zuhören, nicht bewerten, nichts weitertragen"),
        N_("Bei Bedarf Mikrofon; Notizblock nur für das Thema, nicht für Namen"),
    ),
    steps=(
        Step(
            N_("Ein Thema wählen, das alle kennen"),
            N_("„Mein Schulweg“, „Der Laden im Dorf“, „Als ich hierher kam“. Nichts, wobei man etwas wissen muss."),
        ),
        Step(
            N_("Zwei Menschen vorher fragen"),
            N_("Bitten Sie zwei Gäste, mit je fünf Minuten anzufangen. Das nimmt den anderen die Scheu."),
        ),
        Step(
            N_("Begrüßen und Regeln nennen"),
            N_(
                "Erzählen ist freiwillig, zuhören tun alle. Es gibt kein Richtig und kein Falsch. Was hier erzählt "
                "wird, bleibt hier."
            ),
        ),
        Step(
            N_("Erzählen lassen"),
            N_("Fragen Sie nur, um weiterzuhelfen: „Wie war das dann?“ Keine Diskussion, keine Belehrung."),
        ),
        Step(
            N_("In die Gegenwart führen"),
            N_("Nach vierzig Minuten: „Und wie ist das heute?“ Hier zeigt sich, was fehlt und was geblieben ist."),
        ),
        Step(
            N_("Schließen"),
            N_("Eine Runde mit einem Satz. Danken Sie jedem, der erzählt hat, mit Namen."),
        ),
        Step(
            N_("Kaffee"),
            N_("Jetzt erst gibt es Kuchen. Das Gespräch danach ist oft das wichtigste; setzen Sie sich dazu."),
        ),
        Step(
            N_("Fragen, was weiter darf"),
            N_(
                "Haben Sie einen Bedarf herausgehört, fragen Sie die Person, ob Sie ihn ohne Namen aufschreiben dürfen."
            ),
        ),
    ),
    pitfalls=(
        N_("Einer erzählt zwanzig Minuten. Unterbrechen Sie freundlich und holen Sie jemand anderen herein."),
        N_(
            "Schwere Erinnerungen brechen auf. Nehmen Sie sich danach Zeit und kennen Sie eine Stelle, die weiterhilft."
        ),
        N_("Die Presse sitzt im Kreis. Fotos und Zitate nur, wenn jede Person einzeln zugestimmt hat."),
        N_("Heimlich mitgeschrieben: Das zerstört das Vertrauen auf Jahre."),
    ),
    inclusion=Inclusion(
        hearing=N_(
            "Kleiner Kreis, gute Akustik, keine Musik. Hörgeräte vertragen klapperndes Geschirr schlecht, deshalb "
            "Kaffee danach."
        ),
        seeing=N_("Fotos werden beschrieben, Gegenstände wandern von Hand zu Hand. Wer spricht, nennt den Namen."),
        walking=N_("Bequeme Stühle mit Armlehnen, Toilette in der Nähe, Fahrdienst. Auch im Seniorenheim möglich."),
        language=N_("Dialekt und andere Sprachen sind willkommen; die Nachbarin übersetzt. Langsam ist gut."),
    ),
    outcome=N_(
        "Vertrauen, neue Bekanntschaften und ein Verständnis davon, was Menschen an ihrem Ort hängt oder fehlt."
    ),
    to_needs=N_(
        "Nur was die erzählende Person freigibt, schreiben Sie ohne Namen als Wortmeldung auf. Die Geschichte selbst gehört "
        "nicht ins Portal."
    ),
    reading=(
        "Gert Dressel, Johanna Kohn, Jessica Schnelle (Hrsg.): Erzählcafés. Einblicke in Praxis und Theorie. Weinheim: Beltz "
        "Juventa 2023",
    ),
)
