"""KSB5xx: how the texts are written. One module for each subject."""
