"""What guests ask those who hold offers, wishes for what is decided, and the answers to both."""
