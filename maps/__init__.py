"""Control in, Folium out."""
