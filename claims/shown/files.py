"""What is said of files, sheets and pages of the web that cannot be read, as it is translated (see sentences.py)."""

from django.utils.translation import gettext_noop as _

OF_FILES = [
    # said by claims/sheets/citing.py
    _("“%(name)s” is the name of several documents: %(listed)s. Write the number of one."),
    _("A newer capture, document %(newer)s, took the place of “%(name)s”: cite that one."),
    _("The dossier has no document called “%(name)s”. Import it first, or write its file name or number."),
    _("It stands %(found)s times in “%(document)s”: %(shown)s. Quote more of the words around."),
    _("The nearest sentence: “%(near)s”; copy the words as they stand there."),
    _("Quote the words in the document's own language."),
    _("No sentence comes near it."),
    _("“%(words)s” does not stand in “%(document)s”. %(said)s"),
    # said by claims/sheets/fields.py
    _("the sentence that says it, with the value as written; needed"),
    _("which value of the sentence, where it holds several"),
    _("instead of a value: the name in the sentence that is the answer (who was first, which states)"),
    _("a document of the dossier: its title, file name, address, sha256 or number"),
    _("the words as they stand in that document"),
    _("worded as one of the dossier's, or a new one"),
    _("who or what is counted"),
    _("where, from when to when, share of what"),
    _("according to whom"),
    _("the day, month or year it holds for: 2020-03-14, 2020-03 or 2020"),
    _("why the value holds although it is not read there"),
    _("“%(field)s” is no field of a claim. There are: %(join)s."),
    _("The sheet has no column “%(name)s”. Its columns: %(join)s."),
    _("Say which column holds the statement, the sentence that says the value."),
    # said by claims/sheets/importing.py
    _("The sheet is imported: its columns stay as they were read."),
    _("No row of the sheet can be imported: look at what is said of them."),
    _(
        "These bytes are in the dossier already as document %(pk)s, imported as a text. Save the sheet anew "
        "with an empty row at its end, and upload that."
    ),
    # said by claims/sheets/proposals.py
    _("%(refusal)s The row is left out."),
    _("Row %(first)s says the same: take one of them out."),
    _("Questions %(listed)s of the dossier are worded alike: reword one of them first."),
    # said by claims/sheets/rows.py
    _(
        "The row has %(cells)s cells, the header %(width)s: put a cell in quotation marks where "
        "“%(delimiter)s” stands in it."
    ),
    _("The row has %(cells)s cells, the header %(width)s: fill in the missing ones, or leave them empty."),
    _("There is no statement: write the sentence that says the value."),
    _("A quote needs its document: name it, or take the quote out."),
    _("A row says a value or a name, not both: empty one of the two cells."),
    _("%(said)s characters are too long: at most %(longest)s are kept."),
    _("“%(said)s” is no date: write 2020-03-14, 2020-03 or 2020."),
    # said by claims/sheets/table.py
    _("This is a spreadsheet's own file or an archive. Save the sheet as CSV (UTF-8) first."),
    _("The sheet is no text: save it as CSV (UTF-8) first."),
    _("The sheet cannot be read: %(failure)s."),
    _("The sheet has more than %(most_lines)s rows: split it."),
    _("The sheet has a header and no rows below it."),
    _("A line of the file has more than %(most_delimiters)s cells: this is no table."),
    _("A quotation mark in row %(number)s is never closed: close it, or write it twice where it is meant."),
    _("Row %(number)s goes on after a closing quotation mark: write a quotation mark inside a cell twice."),
    _("Row %(number)s cannot be read as a row of a table (%(said)s)."),
    _("The sheet has no header: its first row has to name the columns."),
    _("The header has %(names)s columns; at most %(most_columns)s are read: take some out."),
    _("Column %(index)s has no name in the header (row %(number)s): name it."),
    _("Columns %(first)s and %(place)s are both called “%(name)s”: rename one of them."),
    # said by sources/extracting/__init__.py
    _("this is a picture: its text has to be recognised first (OCR)"),
    # said by sources/extracting/__main__.py
    _("reading it takes more than %(megabytes)s MB of memory: split the file"),
    # said by sources/extracting/apart.py
    _("the file ended the program that read it: it is damaged, or made to do harm"),
    _("the file has %(size)s MB; at most %(most_bytes)s MB can be imported: split it"),
    _("reading it took longer than %(seconds)s seconds: split the file, or save it in another format"),
    # said by sources/extracting/archive.py
    _("the archive unpacks to more than 500 MB: send the rest in another"),
    _("the file is locked with a password in its archive: unlock it first"),
    _("the file cannot be unpacked from its archive: it is damaged there"),
    _("the file has more than %(most)s MB unpacked: split it"),
    # said by sources/extracting/composing.py
    _("the file holds no text that can be read"),
    # said by sources/extracting/decoding.py
    _("the file is no text, and no format that is read here (PDF, DOCX, HTML, Markdown, plain text)"),
    _("the file is empty: it has no bytes"),
    _("the file is empty: it holds nothing but white space"),
    _("%(bad)s characters could not be read as %(encoding)s and stand as �"),
    _("%(bad)s bytes could not be read as UTF-8 and stand as �"),
    # said by sources/extracting/docx.py
    _("the Word file is damaged and cannot be opened: save it again as DOCX"),
    # said by sources/extracting/markdown.py
    _("the front matter could not be read: title and date are missing"),
    # said by sources/extracting/pdf.py
    _("the PDF has %(document)s pages; at most %(most_pages)s can be read: split it"),
    _("no page of the PDF has text: it looks scanned. Its text has to be recognised first (OCR)"),
    _("page %(number)s has no text: it may be scanned"),
    _("the PDF is locked by a password: save a copy without one, then import that"),
    _("the PDF is damaged and cannot be opened: fetch or export it again"),
    # said by sources/extracting/sniffing.py
    _("an old Office file (.doc, .xls, .ppt): save it as DOCX or PDF first"),
    _("RTF: save it as DOCX or PDF first"),
    _("a compressed archive: unpack it first"),
    _("a GIF: save it as PNG first"),
    _("this is %(what)s"),
    _("the file is a damaged archive (DOCX or ZIP): fetch or save it again"),
    _("this is a spreadsheet or a presentation: save it as PDF first"),
    _("this is an OpenDocument or EPUB file: save it as DOCX or PDF first"),
    _("this is an archive: unpack it first"),
    # said by sources/fetching/addresses.py
    _("“%(address)s” is not on the public internet; only public pages are fetched"),
    _("no address is known for “%(host)s”"),
    _("“%(host)s” is not on the public internet; only public pages are fetched"),
    # said by sources/fetching/apart.py
    _("the page did not come within %(seconds)s seconds"),
    _("the page ended the program that fetched it: it is damaged, or made to do harm"),
    # said by sources/fetching/page.py
    _("the page sends on more than %(most_redirects)s times"),
    _("“%(host)s” cannot prove who it is: its certificate is not valid"),
    _("“%(host)s” does not answer"),
    _("the server is in trouble or busy (HTTP %(status)s)"),
    _("the server does not show the page to us (HTTP %(status)s): save it by hand and import the file"),
    _("there is no such page (HTTP %(status)s)"),
    _("the server did not send the page (HTTP %(status)s)"),
    _("the server packed the page in a way that is not read here (%(join)s)"),
    _("the page has more than %(most_bytes)s MB"),
    _("the server packed the page in a way that cannot be unpacked"),
    _("the connection broke before the page was whole"),
    # said by sources/fetching/target.py
    _("the address has %(url)s characters; at most %(longest)s are taken"),
    _("the address has a blank, a backslash or a control character in it: copy it again"),
    _("this is no web address: %(error)s"),
    _("only addresses that begin with http:// or https:// are fetched"),
    _("the address carries a user name or password: take it out"),
    _("only the ports of the web, 80 and 443, are asked"),
    _("the address has %(url)s characters as it is sent; at most %(longest)s are"),
    _("the IPv6 address is not written as one"),
    _("“%(host)s” is no name of a host"),
    _("“%(host)s” is a name of this machine or its network, not of the public web"),
    _("“%(host)s” is a number that is not written as an IP address is"),
    # said by sources/recognising/engine.py
    _("Install Debian's tesseract-ocr and tesseract-ocr-chi-sim (or ocrmypdf, which brings the first)."),
    # said by sources/recognising/recognition.py
    _("this is neither a PDF nor a picture: there is nothing to recognise"),
    _("no engine that recognises text is installed. %(install)s"),
    _("it has more than %(most_pages)s pages: split it, then recognise each part"),
    _("page %(number)s cannot be drawn: %(error)s"),
    _("no text was recognised in it: it may be blank, too faint, or a picture of something else"),
    _("its text was recognised by a machine: check the figures against the original"),
    _("nothing was recognised on page %(number)s"),
    _("%(join)s could not be recognised: the language is not installed"),
    _("no text was recognised in it"),
    # said by sources/recognising/running.py
    _("recognising its text takes longer than is allowed: split the file, or recognise it elsewhere"),
    _("the engine broke off"),
    _("its text could not be recognised: %(complaint)s"),
]
