"""How long builds take beside other generators, and how well and how fast clippings are read."""
