"""LimeSurvey: its files as one model, that model as a questionnaire, and a questionnaire as `.lss`."""
