"""A record that is larger than one machine's memory: what the page asks of it is answered where it is kept."""
