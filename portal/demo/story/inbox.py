"""Fresh and special ones: what still waits, what is no Bedarf, what was hidden, held or taken back."""

from portal.demo.story.shape import Chapter, NeedStory, Sender, Voice, adds_to, just_now, new_need, no_need, on, open_
from portal.demo.story.words import Field, Life, People

VOICES = (
    # Two Bedarfe that are new: nobody has answered yet.
    Voice(
        key="baenke-spaziergang",
        said=on(2, "Di", "10:10"),
        place="Legau",
        place_text="Weg von der Ortsmitte zum Friedhof",
        channel="paper",
        recorded_by="planung",
        text=(
            "Auf dem Weg zum Friedhof steht keine einzige Bank. Ich brauche alle 200 Meter eine Pause. Früher war bei "
            "der Linde eine, die ist morsch geworden und weggekommen."
        ),
        decision=new_need("baenke"),
        decided=on(1, "Di", "09:00"),
    ),
    Voice(
        key="baenke-enkelin",
        said=on(1, "Mo", "16:44"),
        place="Legau",
        text=(
            "Eine Sitzbank zwischen Marktplatz und Friedhof wäre super, meine Oma setzt sich inzwischen auf die Mauer "
            "beim Nachbarn. Wenn's am Geld liegt, unsere Schreinerei würde eine bauen."
        ),
        decision=adds_to("baenke"),
        decided=on(1, "Di", "09:05"),
        sender=Sender(email="schreinerei@example.org"),
    ),
    Voice(
        key="wlan-boos",
        said=on(2, "Do", "17:15"),
        place="Boos",
        text=(
            "WLAN im Bürgerhaus und am Marktplatz. Zuhause haben wir 6 Mbit, das reicht für Videounterricht nicht "
            "wenn meine Schwester auch muss. (15)"
        ),
        decision=new_need("wlan"),
        decided=on(1, "Mi", "10:00"),
        decided_by="planung2",
    ),
    # No Bedarf, and why.
    Voice(
        key="rasenmaeher",
        said=on(5, "So", "13:05"),
        place="Hawangen",
        sender=Sender(email="ruhe.bitte@example.org"),
        text=(
            "Mein Nachbar mäht JEDEN Sonntag seinen Rasen, dazu der Laubbläser. Ich habe ihn dreimal angesprochen. "
            "Machen Sie da endlich was!"
        ),
        decision=no_need(
            "Das ist ärgerlich, und wir verstehen Sie gut. Für einen Streit unter Nachbarn ist unser Portal aber nicht "
            "der richtige Ort. Sonntags ist Rasenmähen nicht erlaubt: Das Ordnungsamt Ihrer Gemeinde hilft Ihnen "
            "weiter. Wenn Sie lieber reden als sich beschweren: Die Schlichtungsstelle vermittelt kostenlos, "
            "089 99998 175."
        ),
        decided=on(4, "Mo", "09:10"),
    ),
    Voice(
        key="memmingen",
        said=on(7, "Sa", "12:12"),
        place="Landkreis",
        place_text="Memmingen, Altstadt",
        text="In der Memminger Altstadt fehlen öffentliche Toiletten. Vor allem am Markttag ist das peinlich.",
        decision=no_need(
            "Danke für den Hinweis. Die Stadt Memmingen gehört nicht zu unserem Landkreis, sie plant selbst. Wir haben "
            "Ihre Worte, ohne Ihre Daten, an die Stadt weitergegeben."
        ),
        decided=on(6, "Di", "08:45"),
        decided_by="planung2",
    ),
    # Hidden by the moderation, with a reason.
    Voice(
        key="beleidigung",
        said=on(6, "Fr", "23:59"),
        place="Tussenhausen",
        text="Im Gemeinderat sitzen doch nur D****** die sich die Taschen voll machen. Alle weg!!!!",
        decision=no_need(
            "Sie sind verärgert, das dürfen Sie sein. Beleidigungen veröffentlichen wir nicht. Wenn Sie uns schreiben, "
            "worum es Ihnen geht, lesen wir es gern."
        ),
        decided=on(5, "Mo", "08:30"),
        hidden_because="Enthält eine Beleidigung.",
    ),
    # Waiting for release: it names a neighbour, and the Verfahren releases by hand.
    Voice(
        key="nachbarin-name",
        said=on(1, "Do", "18:20"),
        place="Markt Rettenbach",
        consultation="rettenbach",
        text=(
            "Die Frau M. aus der Kirchgasse findet nicht mehr heim, ich hab sie schon zweimal von der Straße geholt. "
            "Die Kinder wohnen weit weg. Da muss sich doch jemand kümmern. Ich trau mich nicht, beim Amt anzurufen, "
            "weil dann heißt es gleich ich schwärz sie an."
        ),
        decision=open_(),
        sender=Sender(phone="0176 04069 209"),
    ),
    Voice(
        key="rettenbach-bank",
        said=on(2, "So", "09:30"),
        place="Markt Rettenbach",
        consultation="rettenbach",
        text=(
            "Ich wünsche mir, dass man im Ort wieder ins Gespräch kommt. Eine lange Bank vor der alten Schule, mit "
            "Schatten. Mehr braucht es nicht, die Leut kommen dann schon."
        ),
        decision=open_(),
    ),
    Voice(
        key="rettenbach-besuch",
        said=on(2, "Mi", "14:15"),
        place="Markt Rettenbach",
        consultation="rettenbach",
        channel="in_person",
        recorded_by="kuemmerer",
        sender=Sender(phone="0176 04069 210", name="Walburga Sirch"),
        released=on(2, "Mi", "16:00"),
        text=(
            "Ich bin 91 und noch daheim, Gott sei Dank. Die Tage sind halt lang. Wenn einmal in der Woche jemand käm "
            "auf eine Tasse Kaffee, und es müsst gar nicht immer der gleiche sein."
        ),
        decision=open_(),
    ),
    # Taken back by the person.
    Voice(
        key="zurueckgezogen",
        said=on(5, "Di", "20:00"),
        place="Woringen",
        text="Die Straßenlaterne vor unserem Haus ist seit drei Wochen kaputt.",
        decision=open_(),
        withdrawn=on(5, "Do", "12:00"),
    ),
    # What arrived in the last days and weeks and waits in the inbox.
    Voice(
        key="eingang-zebra",
        said=just_now(hours_ago=3),
        place="Bad Wörishofen",
        place_text="vor der Grundschule",
        text=(
            "Vor der Grundschule fehlt ein Zebrastreifen. Heute früh ist es fast schiefgegangen. Ich bin Schulweghelferin "
            "und steh da jeden Morgen, aber am Mittag ist niemand da."
        ),
        decision=open_(),
        sender=Sender(email="schulweg@example.org"),
    ),
    Voice(
        key="eingang-lastenrad",
        said=just_now(hours_ago=8),
        place="Benningen",
        text=(
            "Idee: ein Lastenrad zum Ausleihen für die ganze Gemeinde. Steht beim Rathaus, kostet nichts. Für Getränke, "
            "Kinder und den Häckselplatz. Ich würd die Wartung machen 🚲"
        ),
        decision=open_(),
    ),
    Voice(
        key="eingang-gehoerlos",
        said=just_now(hours_ago=27),
        place="Mindelheim",
        text=(
            "Ich bin gehörlos. Bürgerversammlung immer ohne Gebärde. Ich zahle auch Steuer. Bitte Dolmetscher oder "
            "Text auf Leinwand. Telefon geht nicht, nur E-Mail."
        ),
        decision=open_(),
        sender=Sender(email="gehoerlos.mindelheim@example.org"),
    ),
    Voice(
        key="eingang-bus-lachen",
        said=just_now(hours_ago=31),
        place="Lachen",
        text=(
            "Warum gibt es den Rufbus nur im Mindeltal? Bei uns in Lachen fährt nach 18 uhr auch nix mehr. Meine "
            "Tochter kommt vom Training nicht heim."
        ),
        decision=open_(),
    ),
    Voice(
        key="eingang-rufbus-rollator",
        said=just_now(hours_ago=50),
        place="Breitenbrunn",
        channel="online",
        text=(
            "Bin heute das erste Mal mit dem Rufbus gefahren. Der Fahrer hat mir den Rollator hineingehoben, ein ganz "
            "Netter. Nur die Telefonnummer zum Bestellen ist so klein gedruckt, die hat mir meine Nachbarin vorlesen "
            "müssen. Sonst: Danke!"
        ),
        decision=open_(),
    ),
    Voice(
        key="eingang-vieles",
        said=on(1, "Di", "21:30"),
        place="Egg a.d. Günz",
        sender=Sender(email="gemeinderaetin@example.org"),
        text=(
            "Was mir als Gemeinderätin auf den Nägeln brennt, in dieser Reihenfolge: Das Dorfgemeinschaftshaus hat kein "
            "behindertengerechtes WC, Feiern mit den Alten sind deshalb kurz. Der Jugendbus aus dem Nachbarlandkreis "
            "hält nicht bei uns, obwohl er durchfährt. Und wir suchen seit Jahren einen Dorfhelfer-Stützpunkt, damit "
            "Familien nach einer Geburt oder Operation Hilfe im Haushalt bekommen."
        ),
        decision=open_(),
    ),
    Voice(
        key="eingang-hebamme",
        said=on(1, "Mi", "08:05"),
        place="Kammlach",
        text=(
            "Ich bin im 6. Monat und habe 19 Hebammen angerufen. Keine hat Platz für die Nachsorge. Beim ersten Kind "
            "vor vier Jahren war das noch kein Problem."
        ),
        decision=open_(),
        sender=Sender(email="sechster.monat@example.org"),
    ),
    Voice(
        key="eingang-trauer",
        said=on(1, "Do", "10:50"),
        place="Buxheim",
        channel="phone",
        recorded_by="planung2",
        sender=Sender(phone="0176 04069 211"),
        text=(
            "Unser Sohn ist im Sommer verunglückt. Es gibt Gruppen für Witwen, aber für Eltern gibt es nichts. Wir "
            "möchten mit anderen reden, die das kennen. Mehr kann ich jetzt nicht sagen."
        ),
        decision=open_(),
    ),
    Voice(
        key="eingang-ottobeuren-bank",
        said=on(1, "Mo", "09:30"),
        place="Ottobeuren",
        channel="observer",
        recorded_by="beobachter",
        observer="topic_guardian",
        text=(
            "Beim Geburtstagsbesuch in drei Häusern der gleiche Satz: 'Ich geh nicht mehr raus, ich find ja keine "
            "Toilette.' In der Ortsmitte ist die öffentliche Toilette ab 17 Uhr und am Sonntag zu."
        ),
        decision=open_(),
    ),
    Voice(
        key="eingang-stall",
        said=on(1, "Mo", "05:40"),
        place="Oberschönegg",
        text=(
            "Seit mein Mann den Bandscheibenvorfall hat mach ich den Stall allein, 60 Kühe. Der Betriebshelfer ist auf "
            "6 Wochen begrenzt. Auf dem Hof bist du mit sowas ganz allein. Es redet auch keiner drüber. Gibts eine "
            "Stelle wo man als Bäuerin hinkann bevor's zu viel wird?"
        ),
        decision=open_(),
    ),
    Voice(
        key="eingang-skateplatz",
        said=on(1, "Sa", "22:22"),
        place="Bad Grönenbach",
        text="skatepark wär nice. der in memmingen ist mim rad 40 min. danke für nix kp ob das wer liest",
        decision=open_(),
    ),
    Voice(
        key="eingang-karte",
        said=on(1, "Fr", "11:00"),
        place="Babenhausen",
        channel="paper",
        recorded_by="planung",
        text="Die Apotheke hat am Mittwoch zu und die andere auch. Warum denn beide am selben Tag?",
        decision=open_(),
    ),
)

NEEDS = (
    NeedStory(
        key="baenke",
        title="Sitzbänke auf dem Weg zum Friedhof in Legau",
        description=(
            "Ältere Menschen finden auf dem Weg zum Friedhof keine Bank zum Ausruhen. Eine Schreinerei bietet an, eine "
            "zu bauen."
        ),
        place="Legau",
        action_field=Field.PLACE,
        target_groups=(People.SENIORS,),
        basic_functions=(Life.RECREATION,),
        responsible="planung",
    ),
    NeedStory(
        key="wlan",
        title="Freies WLAN im Bürgerhaus Boos",
        description="Ein Jugendlicher braucht einen Ort mit Internet zum Lernen, weil die Leitung zu Hause nicht reicht.",
        place="Boos",
        action_field=Field.YOUTH,
        target_groups=(People.YOUTH,),
        basic_functions=(Life.EDUCATION,),
    ),
)

CHAPTER = Chapter("Frisch eingegangen und Besonderes", VOICES, NEEDS)
