"""The web's part of a run: what is due is asked for, what a feed lists is chosen, what comes is kept."""
