"""One plan a guest: course, hopes and goals, activities, agreements, people, exit and return."""
