"""Machines and gauges: qualified, calibrated, maintained, cleaned, and until when (ISO 13485 6.3, 7.6)."""
