"""Invented articles for the tests of copies and stories."""

from __future__ import annotations

from briefing.model import Article
from tests.articles import from_prose

FERRY = (
    "The ferry Halvorsen ran aground near Port Mellick on Tuesday, leaving 48 passengers stranded for nine hours. "
    "Rescue boats from Mellick and the island of Tarn brought everyone ashore before midnight, harbour master Ida "
    "Quist said. The Halvorsen had left Tarn with 52 crew and passengers in thick fog, according to the Norrland "
    "Coast Guard. Captain Pelle Varg told investigators that the radar failed shortly after departure. The Norrland "
    "Coast Guard will publish a first report within three weeks. Ticket sales on the Tarn route are suspended until "
    "the hull has been examined at the Brandt shipyard. Two passengers were treated for exposure at Mellick hospital."
)
FERRY_AGAIN = (
    "Forty-eight people spent nine hours aboard the stranded Halvorsen off Port Mellick before boats took them off. "
    "Ida Quist, who runs the harbour at Mellick, praised volunteers from Tarn for their speed. Investigators of the "
    "Norrland Coast Guard questioned Captain Pelle Varg on Wednesday about a radar that went dark in the fog. The "
    "Brandt shipyard is to look at the ferry's hull. The ferry line has stopped selling tickets to Tarn."
)
STRIKE = (
    "Bakers in Ostrava Nova walked out on Monday after talks between the union Pekar and the Kolbe bread company "
    "collapsed. Some 1,300 bakers want a raise of 6.5 percent, union leader Marta Dolan said. Kolbe offered 2.1 "
    "percent and a single payment of 400 crowns. Shops in Ostrava Nova ran out of rolls by noon. The mediator Sander "
    "called both sides back for Thursday. Kolbe last saw a strike in 1998, when ovens stood cold for eleven days."
)
STRIKE_AGAIN = (
    "No rolls in Ostrava Nova: the bakers' union Pekar has stopped work at Kolbe, the country's largest bread maker. "
    "Marta Dolan of Pekar said 1,300 members would stay out until Kolbe improves its 2.1 percent offer. A Kolbe "
    "spokesman said the company hoped that the mediator Jiri Sander would bring Pekar back to the table on Thursday."
)
COMET = (
    "Astronomers at the Lindqvist Observatory have tracked a comet that will pass within two million kilometres of "
    "Venus in August. The comet, named Abara-Stone, was first seen by Chidi Abara in Lagos. Its tail of ice grains is "
    "unusually blue, Helen Stone of the Lindqvist Observatory wrote. Amateurs with small telescopes will find it "
    "low in the west after sunset. No danger exists for Earth, said the agency ESRO."
)
FURNITURE = (
    "Sign up here for the morning letter of our paper and never miss a thing that happens in your town. By "
    "subscribing you accept the terms of use and the rules on data that we keep. Our reporters work for you day and "
    "night, and every gift, however small, helps them to go on with it. Thank you for reading us and for passing this "
    "on to your friends and neighbours, who may like it too."
)


def paper() -> list[Article]:
    """Two stories of two articles each and one alone."""
    return [
        from_prose(
            "ferry-1", FERRY, "Ferry Halvorsen runs aground near Port Mellick", "2031-05-06", outlet="Mellick Post"
        ),
        from_prose("ferry-2", FERRY_AGAIN, "Nine hours on the rocks off Mellick", "2031-05-07", outlet="Tarn Herald"),
        from_prose("strike-1", STRIKE, "Bakers walk out in Ostrava Nova", "2031-05-06", outlet="Ostrava Courier"),
        from_prose("strike-2", STRIKE_AGAIN, "Pekar strike empties shelves in Ostrava Nova"),
        from_prose("comet", COMET, "Blue comet to pass Venus"),
    ]
