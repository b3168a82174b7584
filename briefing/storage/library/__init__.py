"""The library: what all editions in `out/` say, by words, speakers, outlets, sections, days and sources.

`out/` is the truth. `library.sqlite` in the state folder is an index of it that is safe to delete: whoever opens it
brings it up to date, and whatever is shown of a statement is read from the edition's brief.json.
"""
