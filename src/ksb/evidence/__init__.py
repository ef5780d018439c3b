"""Evidence: pieces of work and the KSBs that they show, from the files in which people keep them.

The way of a file: `evidence_files` finds it, and `read_files` has `read_evidence` read each: it sorts out what is not
evidence, and gives tables to `read_table`, texts to `read_document`. Both yield a `Piece` for each piece of work and a
`Problem` for what is not used. `ksb.coverage` then counts the pieces for each KSB.

The start
    files       finds files, tells what kind each is, and has it read
What a text says
    patterns    signs, check boxes, the pattern of a code and of a list of codes
    states      a word about a piece: nothing, a tick, refused, planned, under way
    exclusions  codes that a text says are not covered, only planned, or examples
    signs       what says that something is a code, in running text
    codes       the codes in a cell and in running text
    dates       dates and hours
Tables
    tables      what kind of table it is: the entry, and the first to change for a new kind
    headers     which row names the columns; names that are unknown or misleading
    roles       what a name says that a column holds: a new name goes here
    columns     the columns of one table
    rows        a row for each piece, or for each KSB
    matrices    a column for each KSB, or for each piece
    forms       a name beside each value; logbooks
    unused      what is not used, or may count by mistake
Documents and data
    documents   headings, lists and paragraphs that name codes
    sections    what stands below a heading, records with labels, verdicts on what is above
    lines       one line: about one KSB, with a check box, about what is to do
    records     YAML, JSON and front matter, as tables
    layout      merged, hidden and struck-out cells, pictures
    others      a standard, a report: what is not evidence
Used by all
    piece       what is found: codes, pieces, problems
    reading     how to read: names of columns, wordings of the standard
    choice      which pieces count
    problems    what is wrong with the pieces, seen against a standard
"""
