"""Clauses → facts: who, what, how much, when and where, each with the words that say so."""
