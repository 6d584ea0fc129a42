"""What the pages share: the opened theatre and store, what is derived from them, and the views of an article."""

from translation.messages import follow
from web.language import of_session

follow(of_session)  # whichever page runs, it speaks as its session chose
