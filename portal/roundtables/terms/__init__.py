"""The words of the Runde Tische."""
