"""Words, numbers and tables of what may follow what, one module for each part."""
