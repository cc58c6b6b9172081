"""Foreign formats: each has one module, which returns our values and hides its library."""
