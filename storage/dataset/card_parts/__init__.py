"""Parts of a data set's card that need no more than the rows they tell of, and its Markdown."""
