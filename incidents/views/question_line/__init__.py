"""The question in one line: how many incidents answer, and each part of what is asked, to be taken back."""

from incidents.views.question_line.left_out import left_out_message
from incidents.views.question_line.line import MOST_CHIPS, chip_words, question_message, shared_chip

__all__ = ["MOST_CHIPS", "chip_words", "left_out_message", "question_message", "shared_chip"]
