"""Courses and their bookings: the only room that holds people's bookings."""
