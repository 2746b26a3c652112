"""From degrees to whole numbers on the web's map (Web Mercator), and to the cells in which pins are counted."""
