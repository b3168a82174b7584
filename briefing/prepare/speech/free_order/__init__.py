"""Who speaks in languages whose subject may stand before the verb, behind it, or not at all."""
