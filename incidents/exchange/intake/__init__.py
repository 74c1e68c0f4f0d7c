"""From anybody's file to a record: opened, understood, held against what is possible, written as a folder.

``read_as_record`` says what will become of a file before anything is written; nothing is left out unsaid.
"""
