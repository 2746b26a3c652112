"""Reads of Steckbriefe and Sozialberichte."""
