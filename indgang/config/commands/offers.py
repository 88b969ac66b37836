"""The overview of offers: write a table to fill in, or read one in.

template FILE   write a CSV file with every column and an example, and explain the columns
import FILE     read it in: all of it, or nothing and what is wrong by row and column
"""

from indgang.offers.commands import arguments, run

__all__ = ["arguments", "run"]
