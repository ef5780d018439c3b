"""One module per format written; each turns a standard into text."""
