"""The steps of the pipeline, a module each; briefing/pipeline.py is all of them on one page."""
