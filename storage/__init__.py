"""What is kept, whether it is new, how it is asked and taken away."""
