"""The words of the tool: frozen types without I/O, clocks or printing."""
