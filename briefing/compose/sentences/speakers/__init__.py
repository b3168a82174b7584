"""Who answers for a statement: one name for one speaker, what an acronym stands for, the country he speaks for."""
