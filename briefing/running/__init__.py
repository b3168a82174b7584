"""How the work on many files and articles is done: tasks, their bounds, here or in processes, and what is kept."""
