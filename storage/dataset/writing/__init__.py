"""A data set's files: typed Parquet in parts, digests, a folder that is there when whole."""
