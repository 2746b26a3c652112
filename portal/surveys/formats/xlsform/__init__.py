"""XLSForm: the table in which KoboToolbox, ODK and Survey123 keep questionnaires."""
