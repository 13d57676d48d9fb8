"""Charts of figures through time, set by hand as SVG: scales, marks, their layout, and the drawing."""
