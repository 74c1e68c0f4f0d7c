"""The inbox: feeds and pages that a curator names are asked, politely, and what tells of ISIS in Syria is drafted."""
