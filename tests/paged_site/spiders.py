"""موسم — a sample outlet for tests. WordPress; any address may be an article."""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Mawsim(WordPress):
    """موسم"""

    name = "mawsim"
    arabic_name = "موسم"
    home = "http://127.0.0.1:1/"
    listings = (Feed("feed/"),)
