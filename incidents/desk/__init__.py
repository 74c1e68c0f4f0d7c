"""The curator's side: drafts of incidents, what speaks against them, their review, and how they enter the record."""
