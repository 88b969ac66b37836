"""The measured figures: a municipality's ten years, and how fast its pages then are."""
