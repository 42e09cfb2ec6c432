"""stub"""
def measure(place): return []
