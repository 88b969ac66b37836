"""The municipality's own set-up: kept by an administrator, who can read nobody's plan."""
