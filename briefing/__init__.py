"""From a folder of source files to a dated brief in which every sentence is quoted and cited."""

__version__ = "0.1.0"
