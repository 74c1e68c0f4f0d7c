"""The page of a record that is larger than memory: the same screen, answered where the record is kept."""
