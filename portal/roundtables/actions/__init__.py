"""What can be done with Runde Tische, one module per part of their life."""
