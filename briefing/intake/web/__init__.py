"""Requests on the web: which addresses are asked, how, for how long, and how the answers are kept."""
