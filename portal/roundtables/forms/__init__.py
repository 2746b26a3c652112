"""Shapes of input around Runde Tische."""
