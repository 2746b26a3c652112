"""Forms of the Nadelkarten and Ortsbegehungen."""
