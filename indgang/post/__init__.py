"""The outbox: short, harmless messages by e-mail and SMS, at decent hours, never two for one."""
