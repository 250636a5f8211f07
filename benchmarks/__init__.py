"""Benchmarks: our figures, each beside a partner's, as ratios. Timings are printed, never tested."""
