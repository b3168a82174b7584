"""Numbers of many articles as arrays: in memory or in files, column by column, in blocks for any process."""
