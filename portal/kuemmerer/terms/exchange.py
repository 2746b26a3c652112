"""Numbers of the Austauschtreffen."""

LONGEST_PLACE = 160
LONGEST_TOPICS = 2000
LONGEST_SHARE = 300
#: What one project's block of the hand-out lists at most of each kind.
MOST_IN_BLOCK = 8
#: How many months the first hand-out looks back, when there was no meeting before.
MONTHS_BACK = 12
