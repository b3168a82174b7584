"""Wires as agencies send them: NewsML-G2, NewsML 1 and NITF, read by the roles of their elements."""
