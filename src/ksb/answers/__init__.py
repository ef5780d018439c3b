"""What `ksb diff` and `ksb coverage` answer, for other programs: as JSON, Markdown, CSV and a workbook."""
