"""What happened, who says so, and how it is shown."""
