"""Text → mentions: numbers, quantities, periods, places, words, indicators."""
