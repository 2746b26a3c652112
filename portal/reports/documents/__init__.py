"""Steckbriefe and Sozialberichte as files."""
