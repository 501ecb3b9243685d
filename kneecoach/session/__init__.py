"""Turn doses into timed steps, and steps and time into events; plain values, no Qt, no clock."""
