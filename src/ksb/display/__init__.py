"""What people see on a terminal: look-ups, findings, differences and rules as Rich renderables."""
