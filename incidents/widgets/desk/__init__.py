"""The curator's desk on the page: there only where it was asked for, and never where others are served."""
