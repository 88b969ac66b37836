"""Clock, actor, refusals, facts and row security: what every context stands on."""
