"""What can be done in planning, one module for each part."""
