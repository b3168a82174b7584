"""How long an edition is: its budget, how it is shared out, what one page holds."""
