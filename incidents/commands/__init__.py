"""The shell: each command prints what the page shows or writes a file."""
