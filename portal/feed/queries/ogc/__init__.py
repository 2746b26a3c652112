"""What the interface for maps reads: one module for each collection, and how a page of any of them is put together.

Without a key a collection holds what everybody may see, and nothing else; with one it holds what the key may read in its
Sozialraum. A key without the right for a collection sees there what everybody sees.
"""
