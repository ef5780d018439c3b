"""Evidence: pieces of work and the KSBs that they show, from the files in which people keep them."""
