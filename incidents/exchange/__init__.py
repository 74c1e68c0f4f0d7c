"""Rows for other programs: flat tables, files, and the shapes of other data sets."""
