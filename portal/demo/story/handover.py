"""The Übergabe of the story: the Kümmerin of Markt Rettenbach hands on, her successor has not accepted yet."""

#: Key of the project, who gives it and who gets it.
PROJECT, GIVER, SUCCESSOR = "rettenbach", "kuemmerer", "kuemmerer2"
WORDS = (
    "Liebe Theresa,\n\n"
    "der Mittagstisch läuft von allein, solange jemand am Montag im Pfarrheim anruft. Beim Fahrdienst fehlt eine dritte "
    "Fahrerin; der Frauenbund hat Bereitschaft angedeutet.\n\n"
    "Der Bürgermeister möchte vor jeder Sitzung kurz telefonieren. Der Schlüssel zum alten Schulhaus liegt im Rathaus."
)
#: What the two have gone through.
POINTS = ("steps", "dates", "groups")
