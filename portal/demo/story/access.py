"""Barrieren: the steps of the Friedhof, a traffic light for the quick, a form nobody can read."""

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
        key="friedhof-foto",
        said=on(10, "Mo", "16:35"),
        place="Ottobeuren",
        place_text="Friedhof, oberer Eingang",
        photo="stufen.jpg",
        sender=Sender(email="grabpflege@example.org"),
        text=(
            "Am oberen Eingang vom Friedhof sind neun Stufen und kein Geländer. Meine Tante ist dort im Frühjahr "
            "gestürzt. Mit dem Rollator kommt man gar nicht hinauf. Foto hängt an."
        ),
        decision=new_need("friedhof"),
        decided=on(10, "Mi", "08:30"),
    ),
    Voice(
        key="friedhof-beauftragter",
        said=on(9, "Mo", "10:00"),
        place="Ottobeuren",
        place_text="Friedhof",
        channel="observer",
        recorded_by="beobachter",
        observer="topic_guardian",
        text=(
            "Als Seniorenbeauftragter werde ich bei fast jedem Geburtstagsbesuch darauf angesprochen: Viele gehen "
            "nicht mehr ans Grab ihres Mannes oder ihrer Frau, weil sie die Stufen nicht mehr schaffen. Am unteren "
            "Tor wäre es eben, das ist aber abgesperrt und nur für den Bauhof. Könnte man das nicht einfach "
            "aufsperren?"
        ),
        decision=adds_to("friedhof"),
        decided=on(9, "Di", "11:40"),
    ),
    Voice(
        key="friedhof-sohn",
        said=on(8, "Sa", "11:20"),
        place="Ottobeuren",
        text=(
            "Mein Vater (Rollstuhl) war bei der Beerdigung seiner eigenen Schwester nicht am Grab, weil wir ihn nicht "
            "hochtragen konnten. Das vergisst er nicht. Wir auch nicht."
        ),
        decision=adds_to("friedhof"),
        decided=on(7, "Mo", "09:00"),
    ),
    Voice(
        key="ampel-woerishofen",
        said=on(16, "Do", "15:15"),
        place="Bad Wörishofen",
        channel="in_person",
        recorded_by="planung",
        text=(
            "Die Ampel zum Kurpark ist für Sprinter. Ich geh am Stock und bin erst in der Mitte, da wird's schon "
            "wieder rot. Und summen tut sie auch nicht, eine blinde Bekannte traut sich gar nicht drüber."
        ),
        decision=new_need("ampel"),
        decided=on(15, "Mo", "10:00"),
    ),
    Voice(
        key="formulare",
        said=on(9, "Fr", "13:20"),
        place="Mindelheim",
        channel="paper",
        recorded_by="planung2",
        text=(
            "Der Brief vom Amt hat 6 Seiten. Ich habe ihn dreimal gelesen und weiß immer noch nicht, ob ich Geld "
            "bekomme oder zahlen soll. Ich habe mein Leben lang gearbeitet, ich bin nicht dumm. Bitte schreiben Sie "
            "so, dass man es versteht."
        ),
        decision=new_need("beratung"),
        decided=on(8, "Di", "15:00"),
        decided_by="planung2",
    ),
    Voice(
        key="formulare-vorlesen",
        said=on(8, "Fr", "10:45"),
        place="Türkheim",
        channel="phone",
        recorded_by="planung2",
        text=(
            "Ich seh fast nichts mehr. Briefe vom Amt muss mir die Frau vom Pflegedienst vorlesen, da steht aber "
            "alles drin, Rente, Krankheit, alles. Ich hätt gern einen, dem ich vertrauen kann und der den Mund hält."
        ),
        decision=adds_to("beratung"),
        decided=on(7, "Mo", "13:00"),
        decided_by="planung2",
    ),
    Voice(
        key="toilette-markt",
        said=on(23, "Sa", "11:20"),
        place="Mindelheim",
        sender=Sender(phone="0176 04069 319", name="Hermine Rauch"),
        text=(
            "Am Samstag auf dem Wochenmarkt gibt es weit und breit keine Toilette, die offen ist. Die im Rathaus ist zu. Ich "
            "hab Wassertabletten und geh deshalb nicht mehr hin, dabei treff ich dort alle."
        ),
        decision=new_need("toilette"),
        decided=on(22, "Di", "10:00"),
    ),
    Voice(
        key="toilette-kinder",
        said=on(21, "Mo", "19:05"),
        place="Mindelheim",
        channel="paper",
        recorded_by="planung",
        text="Wochenmarkt mit zwei kleinen Kindern: schön, bis eins muss. Bitte schließt das Rathaus-WC auf.",
        decision=adds_to("toilette"),
        decided=on(21, "Mi", "09:00"),
    ),
)

NEEDS = (
    # a promise nobody kept so far: the case of the list of old promises
    NeedStory(
        key="toilette",
        title="Offene Toilette am Wochenmarkt in Mindelheim",
        description=(
            "Während des Wochenmarkts ist keine öffentliche Toilette zugänglich. Ältere Menschen und Familien mit kleinen "
            "Kindern bleiben deshalb weg."
        ),
        place="Mindelheim",
        action_field=Field.PARTICIPATION,
        target_groups=(People.SENIORS, People.FAMILIES),
        basic_functions=(Life.COMMUNITY,),
        responsible="planung",
        steps=(
            Step(on(20, "Mo", "09:00"), "in_review", "Wir fragen, warum die Toilette im Rathaus samstags zu ist."),
            Step(
                on(18, "Do", "10:30"),
                "forwarded",
                "Die Stadt prüft, ob der Hausmeister samstags aufsperren kann. In sechs Wochen sagen wir Ihnen Bescheid.",
            ),
        ),
        notes=(Note(on(17, "Di", "08:40"), "Stadt will im nächsten Ausschuss darüber reden. Danach nachfragen!"),),
    ),
    NeedStory(
        key="friedhof",
        title="Ebener Zugang zum Friedhof in Ottobeuren",
        description=(
            "Am oberen Eingang führen neun Stufen ohne Geländer hinauf. Menschen mit Rollator oder Rollstuhl kommen "
            "nicht ans Grab. Das untere Tor ist eben, aber versperrt."
        ),
        place="Ottobeuren",
        action_field=Field.INCLUSION,
        target_groups=(People.SENIORS, People.DISABILITY),
        basic_functions=(Life.COMMUNITY,),
        responsible="planung",
        due_in_days=-8,
        steps=(
            Step(on(9, "Mi", "09:00"), "in_review", "Wir sehen uns den Eingang mit dem Seniorenbeauftragten an."),
            Step(
                on(7, "Fr", "10:00"),
                "confirmed",
                "Wir waren mit Rollator und Rollstuhl dort und sind nicht hinaufgekommen.",
            ),
            Step(
                on(6, "Mi", "11:00"),
                "forwarded",
                "Die Gemeinde hat Ihren Hinweis, das untere Tor aufzusperren, und prüft ihn zusammen mit der "
                "Pfarrei. Ein Handlauf am oberen Eingang ist angefragt.",
            ),
        ),
        notes=(
            Note(on(3, "Mo", "08:30"), "Gemeinde hat noch nicht geantwortet, erinnert per Mail."),
            Note(on(1, "Mi", "14:00"), "Noch einmal angerufen. Rückruf versprochen."),
        ),
        reasons=(
            Reason(
                on(7, "Fr", "10:10"),
                "walk_audit",
                "Neun Stufen zu 17 cm, kein Handlauf. Unteres Tor: 2,40 m breit, ebener Kiesweg, Schloss.",
                "Begehung mit dem Seniorenbeauftragten",
            ),
        ),
    ),
    NeedStory(
        key="ampel",
        title="Längere Grünzeit und Ton an der Ampel am Kurpark",
        description="Die Grünzeit reicht Menschen mit Stock oder Rollator nicht. Für blinde Menschen fehlt ein Ton.",
        place="Bad Wörishofen",
        action_field=Field.INCLUSION,
        target_groups=(People.SENIORS, People.DISABILITY),
        basic_functions=(Life.MOBILITY,),
        responsible="planung",
        steps=(
            Step(on(15, "Mi", "09:00"), "in_review", "Wir messen die Grünzeit nach."),
            Step(
                on(14, "Mo", "09:00"),
                "confirmed",
                "Gemessen: zwölf Sekunden für 14 Meter. Das ist zu kurz.",
            ),
            Step(on(13, "Di", "09:00"), "forwarded", "Das Straßenbauamt hat unseren Antrag mit Ihrem Hinweis."),
            Step(on(11, "Do", "09:00"), "in_progress", "Die Steuerung wird umgestellt, das Tongerät ist bestellt."),
            Step(
                on(6, "Fr", "14:00"),
                "done",
                "Die Ampel ist jetzt 18 Sekunden grün und gibt einen Ton. Wir sind zur Probe mit Stock gegangen: Es "
                "reicht.",
            ),
        ),
    ),
    NeedStory(
        key="beratung",
        title="Hilfe beim Lesen und Ausfüllen von Briefen und Anträgen",
        description=(
            "Schreiben der Ämter sind schwer zu verstehen. Menschen, die schlecht sehen oder unsicher sind, suchen "
            "jemanden, dem sie vertrauen können."
        ),
        place="Landkreis",
        action_field=Field.COUNSELLING,
        target_groups=(People.SENIORS, People.DISABILITY, People.MIGRATION),
        basic_functions=(Life.COMMUNITY,),
        responsible="planung2",
        due_in_days=30,
        steps=(
            Step(
                on(7, "Di", "10:00"),
                "in_review",
                "Wir fragen bei Gemeinden, Pflegestützpunkt und Ehrenamtsbörse nach, wer so etwas schon anbietet.",
                by="planung2",
            ),
            Step(
                on(5, "Do", "10:00"),
                "confirmed",
                "Es gibt gute Angebote in drei Städten, aber keines auf dem Land.",
                by="planung2",
            ),
            Step(
                on(3, "Do", "10:00"),
                "planned",
                "Im Frühjahr bilden wir ehrenamtliche Lotsinnen und Lotsen aus, die Schweigepflicht zusichern und "
                "auch ins Haus kommen.",
                by="planung2",
            ),
        ),
    ),
)

CHAPTER = Chapter("Barrieren", VOICES, NEEDS)
