"""The overview of offers: write a table to fill in, read a catalogue in, or write one out.

template FILE   write a table (.csv or .xlsx) with every column and an example, and explain them
import FILE     tell what reading it in would do, and what is wrong; with --apply, do it: HSDS as
                JSON, a data package (folder or .zip), or the simple table
export FILE     write what is shown, by the file's ending: .json .ndjson .zip .csv .xlsx; a folder
"""

from indgang.offers.commands import arguments, run

__all__ = ["arguments", "run"]
