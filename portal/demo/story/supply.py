"""Einkaufen und Bargeld: three villages away from the last shop, and no bank either."""

from portal.demo.story.shape import (
    Chapter,
    NeedStory,
    Note,
    Reason,
    Sender,
    Step,
    Voice,
    adds_to,
    new_need,
    on,
)
from portal.demo.story.words import Field, Life, People

VOICES = (
    Voice(
        key="laden-wiedemann",
        said=on(11, "Di", "09:40"),
        place="Engetried",
        channel="phone",
        recorded_by="kuemmerer",
        sender=Sender(phone="0176 04069 201", name="Kreszentia Wiedemann"),
        text=(
            "Grüß Gott, hier ist die Wiedemann aus Engetried. Ich bin 78 und fahr nimmer Auto. Der letzte Laden ist "
            "drei Dörfer weiter. Früher ist zweimal die Woche der Bäckerwagen gekommen, der kommt jetzt auch nicht "
            "mehr. Freitags nimmt mich die Nachbarin mit, aber ich mag nicht immer bitten müssen. Es muss ja kein "
            "großer Markt sein. Ein Wagen, der zweimal in der Woche hält, das tät mir schon reichen."
        ),
        decision=new_need("laden"),
        decided=on(11, "Do", "10:15"),
    ),
    Voice(
        key="laden-frechenrieden",
        said=on(10, "So", "21:12"),
        place="Frechenrieden",
        sender=Sender(email="familie.frechenrieden@example.org"),
        text=(
            "Wir sind vor zwei Jahren mit drei Kindern hergezogen und fühlen uns wohl. Was fehlt, ist ein Laden. Für "
            "jede Packung Milch fahren wir mit dem Auto, hin und zurück sind das 14 km. Ein Automat mit Brot, Eiern, "
            "Milch und Nudeln am Feuerwehrhaus wäre für uns schon eine große Hilfe. Andere Gemeinden haben sowas ja "
            "auch."
        ),
        decision=adds_to("laden"),
        decided=on(9, "Di", "11:05"),
    ),
    Voice(
        key="laden-karte",
        said=on(4, "Sa", "15:00"),
        place="Markt Rettenbach",
        channel="paper",
        recorded_by="kuemmerer",
        consultation="rettenbach",
        released=on(4, "So", "18:00"),
        text="Milch, Brot, Eier. Mehr brauch ich nicht. Aber das gibts bei uns am Ort halt nicht mehr zu Fuß.",
        decision=adds_to("laden"),
        decided=on(3, "Di", "09:20"),
    ),
    Voice(
        key="laden-boehen",
        said=on(9, "Mi", "19:33"),
        place="Böhen",
        text=(
            "In Böhen kann man nichts mehr einkaufen. Meine Mutter (84) ist darauf angewiesen das ich am Samstag "
            "komme, ich wohne in Kempten. Wenn ich krank bin hat sie ein Problem. Gibt es vom Landkreis ein Programm "
            "für Dorfläden? Wir wären ein paar Leute die mithelfen würden."
        ),
        decision=new_need("laden-boehen"),
        decided=on(8, "Mo", "14:40"),
        decided_by="planung2",
        sender=Sender(email="tochter.boehen@example.org", name="Andrea Schmalholz"),
    ),
    Voice(
        key="laden-landwirt",
        said=on(8, "Do", "12:05"),
        place="Böhen",
        channel="phone",
        recorded_by="planung",
        text=(
            "Ich habe einen Hof bei Böhen, Milchvieh und Hühner. Eier, Milch und Kartoffeln könnte ich jeden Tag "
            "liefern. Ein Verkaufshäusle mit Kühlung kostet aber um die 20.000 Euro, und das rechnet sich für einen "
            "allein nicht. Wenn die Gemeinde den Platz und den Strom stellt und noch zwei, drei andere mitmachen, "
            "dann bin ich dabei. Sagen Sie mir, mit wem ich reden soll."
        ),
        decision=adds_to("laden-boehen"),
        decided=on(8, "Fr", "09:10"),
        decided_by="planung2",
        sender=Sender(phone="0176 04069 202"),
    ),
    Voice(
        key="laden-dagegen",
        said=on(7, "Mo", "20:47"),
        place="Unteregg",
        text=(
            "Ich muss leider Wasser in den Wein gießen. Wir hatten hier einen Laden. Alle fanden ihn toll, aber "
            "eingekauft haben sie dann doch im Gewerbegebiet. Nach vier Jahren war Schluss. Bitte nicht noch einmal "
            "Geld in etwas stecken, das keiner nutzt. Ein Fahrdienst zum Einkaufen wäre ehrlicher."
        ),
        decision=adds_to("laden", against=True),
        decided=on(7, "Mi", "10:30"),
    ),
    Voice(
        key="bank-boos",
        said=on(13, "Fr", "16:20"),
        place="Boos",
        sender=Sender(email="h.kerler@example.org"),
        text=(
            "Erst wurde die Bankfiliale zum Automaten, jetzt ist der Automat auch weg. Zum nächsten Bargeld sind es "
            "8 Kilometer. Im Dorf, am Stammtisch und beim Bäckerwagen zahlt man aber bar. Online-Banking ist nicht "
            "für jeden etwas, ich mache die Überweisungen inzwischen für drei Nachbarn mit, mit deren Karten und "
            "Geheimzahlen. Das kann doch nicht die Lösung sein."
        ),
        decision=new_need("bargeld"),
        decided=on(12, "Mo", "13:50"),
        decided_by="planung2",
    ),
    Voice(
        key="bank-niederrieden",
        said=on(12, "Mi", "10:00"),
        place="Niederrieden",
        channel="in_person",
        recorded_by="planung2",
        text=(
            "Ich hab meine Überweisungen 50 Jahr lang am Schalter abgegeben, ausgefüllt mit Kugelschreiber. Jetzt "
            "sagt man mir, ich soll das mit dem Handy machen. Ich hab kein solches Handy und ich will auch keins."
        ),
        decision=adds_to("bargeld"),
        decided=on(12, "Mi", "10:10"),
        decided_by="planung2",
    ),
    Voice(
        key="bank-verein",
        said=on(10, "Do", "18:25"),
        place="Fellheim",
        text=(
            "Aus Sicht der Vereinskasse: Nach jedem Fest sitzen wir auf 2.000 Euro Münzgeld und Scheinen und fahren "
            "damit quer durch den Landkreis, weil es nirgends mehr einen Einzahlungsautomaten gibt. Vielleicht kann "
            "ja eine fahrbare Filiale einmal in der Woche halten?"
        ),
        decision=adds_to("bargeld"),
        decided=on(9, "Di", "11:25"),
        decided_by="planung2",
    ),
)

NEEDS = (
    NeedStory(
        key="laden",
        title="Lebensmittel im Ort: einkaufen können ohne Auto",
        description=(
            "In mehreren Dörfern gibt es keinen Laden mehr, der zu Fuß erreichbar ist. Betroffen sind vor allem "
            "ältere Menschen ohne Auto und Familien. Genannt werden ein rollender Laden, ein Automat mit "
            "Grundnahrungsmitteln, ein gemeinsamer Dorfladen und ein Fahrdienst zum Einkaufen. Eine Stimme warnt "
            "aus Erfahrung vor einem Laden, den zu wenige nutzen."
        ),
        place="Markt Rettenbach",
        action_field=Field.PLACE,
        target_groups=(People.SENIORS, People.FAMILIES),
        basic_functions=(Life.SUPPLY,),
        responsible="planung",
        due_in_days=24,
        steps=(
            Step(
                on(9, "Do", "15:00"),
                "in_review",
                "Wir zählen gerade nach, wie viele Menschen in Ihren Dörfern weiter als zwei Kilometer vom nächsten "
                "Laden entfernt wohnen.",
            ),
            Step(
                on(5, "Di", "14:10"),
                "confirmed",
                "Sie haben recht: Aus vier Ortsteilen ist der nächste Laden zu Fuß nicht zu erreichen. Beim Runden "
                "Tisch zur Versorgung sprechen Gemeinde, Landwirte und Vereine darüber, ob ein rollender Laden, ein "
                "Automat oder ein Fahrdienst passt.",
            ),
        ),
        notes=(
            Note(
                on(5, "Di", "14:20"),
                "Landwirt aus Böhen zum Runden Tisch einladen, er bietet von sich aus an mitzumachen. Vorher mit der "
                "Kümmerin klären, wer in Engetried einen Stellplatz hätte.",
            ),
            Note(on(3, "Fr", "11:00"), "Zwei Anbieter von rollenden Läden angefragt, Antwort steht aus."),
        ),
        reasons=(
            Reason(
                on(6, "Do", "10:00"),
                "indicator",
                "In Engetried, Frechenrieden, Gottenau und Böhen liegt kein Lebensmittelgeschäft im Umkreis von zwei "
                "Kilometern.",
                "Auszählung nach Adressen (Beispielzahl)",
            ),
        ),
    ),
    NeedStory(
        key="laden-boehen",
        title="Dorfladen oder Verkaufshäuschen in Böhen",
        description=(
            "In Böhen gibt es keine Einkaufsmöglichkeit. Angehörige von auswärts versorgen ältere Menschen. Ein "
            "Landwirt bietet an, Waren zu liefern, wenn sich mehrere zusammentun."
        ),
        place="Böhen",
        action_field=Field.PLACE,
        target_groups=(People.SENIORS,),
        basic_functions=(Life.SUPPLY,),
        responsible="planung2",
        merged_into="laden",
        merged_at=on(6, "Di", "09:30"),
        merged_sentence=(
            "Auch anderswo fehlt ein Laden. Wir führen Ihren Hinweis aus Böhen deshalb mit denen aus den Nachbarorten "
            "zusammen: Gemeinsam finden wir eher jemanden, der Ihre Dörfer beliefert."
        ),
    ),
    NeedStory(
        key="bargeld",
        title="Bargeld und Bankgeschäfte ohne lange Wege",
        description=(
            "Rund um Boos gibt es keinen Geldautomaten und keinen Schalter mehr. Ältere Menschen geben Karte und "
            "Geheimzahl aus der Hand. Vereine wissen nicht, wohin mit dem Bargeld. Vorgeschlagen wird eine fahrbare "
            "Filiale."
        ),
        place="Boos",
        action_field=Field.PLACE,
        target_groups=(People.SENIORS, People.EVERYBODY),
        basic_functions=(Life.SUPPLY,),
        responsible="planung2",
        due_in_days=45,
        steps=(
            Step(
                on(11, "Di", "10:40"),
                "in_review",
                "Wir fragen bei den Banken im Landkreis nach, was sie für Ihre Dörfer vorhaben.",
                by="planung2",
            ),
            Step(
                on(8, "Do", "16:00"),
                "confirmed",
                "In fünf Gemeinden gibt es weder Automat noch Schalter. Das ist mehr, als wir gedacht hatten.",
                by="planung2",
            ),
            Step(
                on(6, "Mo", "11:30"),
                "forwarded",
                "Wir haben die Banken und die fünf Gemeinden angeschrieben und um ein Angebot für eine fahrbare "
                "Filiale gebeten. Bis dahin unsere Bitte: Geben Sie Ihre Geheimzahl niemandem, auch nicht aus "
                "Gefälligkeit. Ihre Bank kann eine Vollmacht einrichten.",
                by="planung2",
            ),
        ),
    ),
)

CHAPTER = Chapter("Einkaufen und Bargeld", VOICES, NEEDS)
