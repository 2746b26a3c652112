"""What can be done with Zukunftswerkstätten."""
