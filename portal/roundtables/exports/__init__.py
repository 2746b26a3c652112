"""Calendars of Runde Tische as files."""
