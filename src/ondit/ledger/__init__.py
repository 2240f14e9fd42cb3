"""Readings -> claims: copies, voices, claims, figures, status. Pure and language-blind.

Everything here is a function of the set of readings and decisions: the order in which reports are added never
matters, and what was known on a day does not change when later reports come (see :mod:`.links`).
"""
