"""What does not belong to an article, set aside: appeals, captions, credits, menus, lists of other articles."""
