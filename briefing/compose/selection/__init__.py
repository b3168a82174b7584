"""Which of the sentences that fit are printed, in which order, and why."""
