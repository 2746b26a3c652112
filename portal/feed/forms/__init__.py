"""The shapes of input, one module for each part."""
