"""What is measured: benchmarks, labelled sets and the gate that keeps figures from falling silently."""
