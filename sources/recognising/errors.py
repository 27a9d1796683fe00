from sources.extracting import ExtractionFailed


class RecognitionFailed(ExtractionFailed):
    """No text came out of the images. `str()` of it is shown to people."""
