"""The pages of children: each loads, refuses, does one thing and answers."""
