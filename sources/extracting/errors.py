"""Why a file could not be read, in sentences that say what to do."""


class ExtractionFailed(Exception):
    """The file cannot become a document. `str()` of it is shown to people."""


class FileEmpty(ExtractionFailed):
    """Nothing stands in the file."""


class FormatUnknown(ExtractionFailed):
    """The bytes are no text and no format that is read here."""


class FileDamaged(ExtractionFailed):
    """The format was recognised, but the file cannot be opened as such."""


class NoText(ExtractionFailed):
    """The file is a scan or a picture: its text has to be recognised first (`sources.recognising`)."""


class FileTooLarge(ExtractionFailed):
    """The file, or what it unfolds to, is more than can be read in the memory and time there is."""
