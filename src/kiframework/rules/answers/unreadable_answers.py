"""A file that came back cannot be read as answers.

What it does: looks at the content, not at the name: a download of the form, a workbook or a table in text.
Why: files are mislabelled, cut off in the mail or protected; a guess would become a wrong rating.
Bad: a workbook with a password, the empty form itself, an ``.ods`` file, an archive that unpacks to gigabytes
Good: the file that the form has downloaded, or the workbook saved as ``.xlsx``
"""

CODE = "KIF401"  # raised in loading/answers
NAME = "unreadable-answers"
