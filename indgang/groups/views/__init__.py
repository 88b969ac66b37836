"""A group's pages: for its members, and one for anybody once the house shows it."""
