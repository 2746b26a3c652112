"""Reading Runde Tische."""
