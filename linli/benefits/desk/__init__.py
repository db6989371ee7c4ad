"""The desk's doors to benefits, one file for each thing a worker comes to do."""
