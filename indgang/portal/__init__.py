"""The pages that join the contexts: the front page, the guest's home and the house's day."""
