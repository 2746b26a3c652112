"""The words and figures of outgoing data, one module for each part."""
