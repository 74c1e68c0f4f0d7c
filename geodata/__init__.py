"""Where: places, borders and waters of Syria. Knows nothing about incidents."""
