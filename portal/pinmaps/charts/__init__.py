"""Maps as descriptions and pictures: classes of numbers, folium's description as JSON, a page of its own, a drawing for paper."""
