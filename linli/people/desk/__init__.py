"""The desk's doors to people, one file for each thing a worker comes to do."""
