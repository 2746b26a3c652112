"""Numbers of the diary and of asking for help."""

from decimal import Decimal

LONGEST_ENTRY = 4000
#: Hours of one entry: a day has no more.
MOST_HOURS = Decimal(24)
#: "Hilfe nötig" is one sentence; what needs more is told on the telephone.
LONGEST_QUESTION = 300
LONGEST_ANSWER = 2000
#: An answer is due to a Kümmerer within so many days.
ANSWER_WITHIN_DAYS = 7
