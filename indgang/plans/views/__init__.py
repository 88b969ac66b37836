"""Pages of the plan: the guest's own, and the same ones for whom he has let in."""
