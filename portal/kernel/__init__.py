"""The ground everything stands on: database, events, outbox, jobs, permissions, audit. No HTTP, no features."""
