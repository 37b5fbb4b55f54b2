"""Mentions → facts: who, what, how much, when, where."""
