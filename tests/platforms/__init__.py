"""Stand-ins for the chat platforms: strict servers on real sockets, written from their documentation.

Nothing here knows Salesbot; what is refused or repeated here is what the platform refuses or repeats.
"""
