"""What leaves, as columns; one module for each part."""
