"""Images of text to Text, by tesseract where it is installed on the machine. It is no part of Concordance.

Pages of a PDF are drawn by PDFium and read one by one. `ocrmypdf` calls the same engine, and brings it.
"""

from sources.recognising.engine import INSTALL, Engine, engine_here
from sources.recognising.errors import RecognitionFailed
from sources.recognising.recognition import recognise

__all__ = ["INSTALL", "Engine", "RecognitionFailed", "engine_here", "recognise"]
