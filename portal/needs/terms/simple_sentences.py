"""The ready sentences of `sentences` once more in Leichte Sprache. The county's own group of people may check them and say so."""

from collections.abc import Mapping

from portal.kernel.text import N_

#: Sentence in plain German → the same in Leichte Sprache, with the same gaps.
SIMPLE: Mapping[str, str] = {
    "Wir haben Ihren Hinweis gelesen und prüfen ihn jetzt. Sobald wir mehr wissen, lesen Sie es hier.": N_(
        "Wir haben Ihren Hinweis gelesen.\nWir prüfen ihn jetzt.\nHier lesen Sie bald mehr."
    ),
    "Wir fragen gerade bei der Gemeinde nach, was vor Ort schon geplant ist. Danach melden wir uns hier wieder.": N_(
        "Wir fragen die Gemeinde:\nWas ist schon geplant?\nDanach schreiben wir hier wieder."
    ),
    "Es sind neue Hinweise dazugekommen. Deshalb sehen wir uns den Bedarf noch einmal genauer an.": N_(
        "Andere Menschen haben auch etwas gesagt.\nDeshalb prüfen wir noch einmal genau."
    ),
    "Wir haben es geprüft: Hier fehlt wirklich etwas. Der Bedarf steht jetzt in der Sozialplanung des Landkreises.": N_(
        "Wir haben geprüft.\nHier fehlt etwas.\nDas steht jetzt im Plan vom Landkreis."
    ),
    "Mehrere Menschen haben uns dasselbe gesagt. Wir sehen den Bedarf und suchen jetzt nach einer Lösung.": N_(
        "Mehrere Menschen haben das gesagt.\nSie haben recht.\nWir suchen jetzt eine Lösung."
    ),
    "Zuständig ist [Name der Stelle]. Wir haben den Bedarf dorthin weitergegeben und fragen nach, was daraus wird.": N_(
        "Darum kümmert sich: [Name der Stelle].\nWir haben dort Bescheid gesagt.\nUnd wir fragen wieder nach."
    ),
    "Darüber entscheidet Ihre Gemeinde. Wir haben den Bedarf im Rathaus vorgestellt und bleiben dran.": N_(
        "Ihre Gemeinde entscheidet das.\nWir haben im Rathaus davon erzählt.\nWir fragen wieder nach."
    ),
    "Wir haben den Bedarf an die Fachleute für [Thema] im Landratsamt weitergegeben. Sie arbeiten jetzt daran.": N_(
        "Im Landratsamt gibt es Fachleute für [Thema].\nWir haben ihnen Bescheid gesagt.\nSie arbeiten jetzt daran."
    ),
    "Es gibt einen Plan: [was geplant ist]. Losgehen soll es [wann].": N_(
        "Es gibt einen Plan.\nDas ist der Plan: [was geplant ist].\nEs geht los: [wann]."
    ),
    "Der Bedarf kommt in die Sitzung: [Gremium] berät darüber am [Datum].": N_(
        "Eine Gruppe spricht darüber.\nDie Gruppe heißt: [Gremium].\nSie trifft sich am [Datum]."
    ),
    "Es geht los: [was gerade geschieht]. Fertig sein soll es [wann].": N_(
        "Es geht los.\nDas passiert jetzt: [was gerade geschieht].\nFertig ist es: [wann]."
    ),
    "Der Anfang ist gemacht: [was schon da ist]. Weiter geht es mit [nächster Schritt].": N_(
        "Der Anfang ist gemacht.\nDas gibt es schon: [was schon da ist].\nDas kommt dann: [nächster Schritt]."
    ),
    "Geschafft: [was es jetzt gibt]. Danke, dass Sie uns gesagt haben, was fehlt.": N_(
        "Geschafft.\nDas gibt es jetzt: [was es jetzt gibt].\nDanke für Ihren Hinweis."
    ),
    "Was Sie uns gesagt haben, ist umgesetzt. Wenn noch etwas nicht passt, melden Sie sich bitte wieder.": N_(
        "Wir haben es gemacht.\nPasst etwas noch nicht?\nDann sagen Sie es uns bitte."
    ),
    "Das können wir leider nicht umsetzen. Der Grund: [Grund]. Trotzdem danke für Ihren Hinweis.": N_(
        "Das geht leider nicht.\nDer Grund ist: [Grund].\nTrotzdem danke für Ihren Hinweis."
    ),
    "Dafür darf der Landkreis nicht tätig werden. Weiterhelfen kann Ihnen [Stelle und Telefonnummer].": N_(
        "Das darf der Landkreis nicht machen.\nAber hier bekommen Sie Hilfe: [Stelle und Telefonnummer]."
    ),
    "Dafür ist zurzeit kein Geld da. Der Bedarf bleibt notiert und kommt in die nächsten Haushaltsberatungen.": N_(
        "Dafür ist jetzt kein Geld da.\nWir haben es aufgeschrieben.\nSpäter sprechen wir wieder über das Geld."
    ),
    "Im Moment geht es hier nicht weiter. Wir sehen uns den Bedarf wieder an: [wann].": N_(
        "Jetzt geht es leider nicht weiter.\nWir sehen es uns wieder an: [wann]."
    ),
    "Zuerst muss geklärt werden: [was]. Danach geht es mit diesem Bedarf weiter.": N_(
        "Zuerst müssen wir etwas klären: [was].\nDanach geht es weiter."
    ),
    "Andere haben uns dasselbe gesagt. Wir führen diese Hinweise jetzt gemeinsam weiter. Ihrer ist mit dabei.": N_(
        "Andere Menschen haben das Gleiche gesagt.\nWir machen alles zusammen weiter.\nIhr Hinweis ist dabei."
    ),
    "Ihr Hinweis gehört zu einem größeren Bedarf. Dort geht es weiter, und Sie hören von uns.": N_(
        "Ihr Hinweis gehört zu einem großen Thema.\nDort geht es weiter.\nSie hören von uns."
    ),
}
