"""Names in bylines and datelines: people, places, agencies, the outlet; the words around them."""
