"""The one door: what is pushed is stored first and judged second; what changed is served back."""
