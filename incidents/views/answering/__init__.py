"""What a browser needs to answer a question by itself: counted incidents, and the words around the figures.

The scripts in ``screen/`` hold no rule of the record. They get what the rules gave for every incident, intersect, add
up and fill the messages of map, key figures, rankings and time dock: for a page in one file, which has no server, and
for the dashboard, which shows what a press leads to before its server has answered.
"""

from incidents.views.answering.counted import counted
from incidents.views.answering.wording import answer_words, forms_of

__all__ = ["answer_words", "counted", "forms_of"]
