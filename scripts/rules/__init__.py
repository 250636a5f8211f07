"""What no file of Hafan may do, looked for in its text rather than by running it."""
