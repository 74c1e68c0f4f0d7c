"""The parts of the page: each ``show_`` draws its widgets and returns what the reader chose."""
