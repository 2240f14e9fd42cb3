"""Measures of ondit from outside: predictions in the form of gold files, speed, the floors of quality."""
