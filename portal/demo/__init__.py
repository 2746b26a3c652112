"""The example county: real boundaries of Unterallgäu, invented people and an invented story.

Its life:
1. `story/` holds the story as typed data: people, Verfahren, Wortmeldungen, Bedarfe, and the moment of each.
2. `actions.load_example_county` replays it in the order of time through the same actions the screens use.
3. A second load finds everything in place, changes nothing and says so.
4. A database that holds a real county is refused: example people must never stand beside real ones.
"""
