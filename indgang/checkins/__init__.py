"""Check-ins: instruments, invitations, answers and the guest's own curve."""
