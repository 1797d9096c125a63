"""An article's section and tags: where a page names them, marked or not, and what is neither."""
