"""The story of the example county as data. Everybody and everything said here is invented.

Each chapter is one thread: what people said, and the Bedarfe that came of it. `shape` has the forms in which it is told.
"""
