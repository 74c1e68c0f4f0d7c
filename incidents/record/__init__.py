"""What is written down: the schema, the tables, and what they imply per incident."""
