"""Which format bytes have, and the characters that they stand for."""
