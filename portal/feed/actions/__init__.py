"""What can be done with outgoing data, one module for each part."""
