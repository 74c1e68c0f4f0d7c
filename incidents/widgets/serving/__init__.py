"""How the dashboard is served: which paths there are, who is let in, what every answer carries."""
