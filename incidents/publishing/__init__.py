"""Pages that need no dashboard: the record as one file that opens anywhere, and as a folder that any server hands out.

What the reader sees is drawn by the scripts of the screen (``views``). What a filter keeps is worked out here, by the
rules of the page, for every incident and option; the scripts only intersect and add up.
"""
