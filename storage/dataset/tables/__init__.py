"""The tables of a data set: fixed columns with types and meanings, and the rows of each."""
