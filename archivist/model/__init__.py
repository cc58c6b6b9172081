"""What the words mean: frozen values and arithmetic, without input, output or clock."""
