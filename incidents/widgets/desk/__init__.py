"""The curator's desk on the page: there only where it was asked for, on this computer, never where others are served."""
