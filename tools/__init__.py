"""What a developer runs besides the tests. Nothing here is part of the house."""
