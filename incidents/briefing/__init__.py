"""What is said in a briefing, and how it is printed: composed once, then never counted again."""
