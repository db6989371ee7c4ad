"""The desk's doors to the rooms: the plan, the bookings, the rooms themselves."""
