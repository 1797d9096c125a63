"""A data set's files: typed Parquet in parts, digests, and a folder that appears when it is whole."""
