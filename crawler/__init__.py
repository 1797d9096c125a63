"""How to fetch and read any Moroccan news page; knows no outlet and no database."""
