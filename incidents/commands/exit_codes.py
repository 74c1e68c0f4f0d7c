"""What a command tells the shell when it ends."""

FINE, PROBLEMS, MISUSED = 0, 1, 2  # all done, problems in the record, cannot be carried out
