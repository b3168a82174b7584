"""The desk: an edition in a browser on this machine, to be read, questioned, changed, approved and sent.

edits_book.py   edits/DATE.yaml, a change a line          bench.py     sources + config + edits → what is shown
guard.py        who may ask for what                      sessions.py  the one-time link and what it opens
changes.py      a form → a change                         routes.py    addresses → pages
"""
