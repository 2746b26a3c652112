"""Lengths and spans of time."""

from datetime import timedelta

LONGEST_NAME = 160
LONGEST_LABEL = 160
LONGEST_SOURCE = 300
LONGEST_SENTENCE = 600
LONGEST_PURPOSE = 4000
LONGEST_TEXT = 200
LONGEST_FILE_NUMBER = 80
LONGEST_REASON = 600
LONGEST_REPORT = 8000
#: Lines of one plan. More is no plan but its bookkeeping.
MOST_LINES = 60
#: No programme we know runs longer; a plan has one column for each calendar year.
LONGEST_PERIOD_YEARS = 8
#: So long before the last possible day an application is warned of it.
WARN_AHEAD = timedelta(days=42)
#: So long before its day a report or a drawdown is called due.
SOON = timedelta(days=30)
