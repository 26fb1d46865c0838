"""Courses and their bookings: the only room that will hold people's bookings.

It stands empty on purpose: the import floors hold from the first day.
"""
