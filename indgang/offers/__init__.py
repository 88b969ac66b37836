"""The overview: what there is in town, when and where, and whether there is room."""
