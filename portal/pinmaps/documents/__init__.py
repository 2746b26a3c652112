"""Nadelkarten on paper."""
