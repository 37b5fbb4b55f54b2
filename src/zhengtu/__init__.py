"""政图: Chinese government press text to a knowledge graph."""
