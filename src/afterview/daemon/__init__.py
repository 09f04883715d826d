"""The daemon: watches every account, for months, on a machine that sleeps, and says how it is where people look.

It stays small by dividing the work. This process waits: APScheduler says when an account is looked at, one request
asks its calendars whether anything is new, and only where something is (or hours have passed) a second process, `work`,
makes the whole pass and ends. The pass is the same as `afterview sync`.
"""
