"""Devices: enrolment by a one-time code, their keys and standing, the numbers leased to them, what they report."""
