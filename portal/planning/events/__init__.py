"""What happened in planning, one module for each part."""
