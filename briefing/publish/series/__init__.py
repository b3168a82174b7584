"""What stands beside the editions in `out/`: the list with its search, the feed, the ways from one edition to the next.

All of it is made of the editions that are there, names them by relative addresses alone, and needs no server.
"""
