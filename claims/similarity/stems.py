"""English words brought to one stem: Snowball's, and of irregular words that of their plain form."""

from functools import cache

import snowballstemmer

from sources.reading.wordlists import table

_stemmer = snowballstemmer.stemmer("english")
# Past tenses and plurals that no stemmer brings back to their word.
_IRREGULAR = table(
    """
    hold: held
    begin: began begun
    fall: fell fallen
    rise: rose risen
    build: built
    leave: left
    send: sent
    sell: sold
    buy: bought
    win: won
    lose: lost
    lead: led
    meet: met
    pay: paid
    run: ran
    see: saw seen
    spend: spent
    stand: stood
    write: wrote written
    break: broke broken
    choose: chose chosen
    draw: drew drawn
    drive: drove driven
    fly: flew flown flight
    grow: grew grown growth
    know: knew known
    speak: spoke spoken
    strike: struck
    shoot: shot
    sink: sank sunk
    steal: stole stolen
    bring: brought
    catch: caught
    fight: fought
    keep: kept
    lay: laid
    lend: lent
    sleep: slept
    sweep: swept
    seek: sought
    teach: taught
    think: thought
    throw: threw thrown
    withdraw: withdrew withdrawn withdrawal
    overthrow: overthrew overthrown
    die: died dead death deaths dying
    man: men
    woman: women
    child: children
    shrink: shrank shrunk
    swim: swam
    tear: tore torn
    hide: hid hidden
    bear: bore borne
    freeze: froze frozen
    deal: dealt
    feed: fed
    flee: fled
    take: took taken
    go: went gone
    come: came
    give: gave given
    """
)


@cache
def stem(word: str) -> str:
    """The Snowball stem of a lower-case English word, of its plain form where it is irregular.

    A final i falls off as well, which Snowball leaves of a y: injury and injured meet.
    """
    stemmed = str(_stemmer.stemWord(_IRREGULAR.get(word, word)))
    return stemmed[:-1] if len(stemmed) > 4 and stemmed[-1] == "i" else stemmed
