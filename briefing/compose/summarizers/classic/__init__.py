"""The classic summarizers, one algorithm a file, and sumy's beside them."""
