"""What can be done with Nadelkarten and Ortsbegehungen."""
