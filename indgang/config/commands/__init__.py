"""The sub-commands of `indgang`: every file here is one, under its own name.

A file has a docstring, whose first line is the command's help; `arguments(parser)`, which says what
it takes; and `run(options)`, which does it and returns the exit code. Django is ready when the file
is imported, except for those that must work before there is anything to set up.
"""
