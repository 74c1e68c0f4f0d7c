"""How well two periods are covered, in words: who tells of them, and which share of others' counts is held."""

from collections.abc import Mapping

from incidents.language import Language
from incidents.phrases.completeness import share_in_words
from incidents.phrases.figures import pair_in_words, then_now
from incidents.record.contract import TALLIES
from incidents.record.record import Record
from incidents.selection.completeness import Tally
from incidents.selection.reporting import Reporting


def coverage_in_brief(told: Reporting, lang: Language) -> str:
    """Say briefly how many sources tell of an incident, then and now; "" where there is none in either period."""
    return _told_of(told, coverage_sentences(lang)["brief"], lang)


def coverage_sentences(lang: Language) -> dict[str, dict[str, str]]:
    """Return what is said of the coverage, briefly and in full: where both periods have incidents, or but one of them.

    A mean of nothing is no figure: where one period has no incident, that is said in words.
    """
    return {
        "brief": {
            "both": lang.say("sources per incident: {sources}"),
            "now": lang.say("sources per incident: {sources}, no incident before"),
            "then": lang.say("sources per incident: {sources} before, no incident now"),
        },
        "full": {
            "both": lang.say(
                "Sources per incident: {sources}; primary sources per incident: {origins}; parties that speak: "
                "{parties}."
            ),
            "now": lang.say(
                "No incident before. Now: sources per incident: {sources}; primary sources per incident: {origins}; "
                "parties that speak: {parties}."
            ),
            "then": lang.say(
                "No incident now. Before: sources per incident: {sources}; primary sources per incident: {origins}; "
                "parties that speak: {parties}."
            ),
        },
    }


def _told_of(told: Reporting, sentences: Mapping[str, str], lang: Language) -> str:
    then, now = told.then, told.now
    if then.incidents and now.incidents:
        return sentences["both"].format(
            sources=pair_in_words(then.sources, now.sources, lang),
            origins=pair_in_words(then.origins, now.origins, lang),
            parties=then_now(lang.number(then.parties), lang.number(now.parties), lang),
        )
    for when, side in (("now", now), ("then", then)):
        if side.incidents:
            means = [_briefly(mean, lang) for mean in (side.sources, side.origins)]
            return sentences[when].format(sources=means[0], origins=means[1], parties=lang.number(side.parties))
    return ""


def _briefly(mean: float, lang: Language) -> str:
    """Write a mean that stands alone: 2.4, or 11 where it is whole."""
    written = lang.decimal(mean)
    whole = lang.number(round(mean))
    return whole if written == lang.decimal(round(mean)) else written


def coverage_in_full(told: Reporting, record: Record, lang: Language) -> list[str]:
    """Say who tells of the two periods, and which share of others' counts is held: what stands beside a change."""
    return list(filter(None, [sources_then_and_now(told, lang), share_then_and_now(told, record, lang)]))


def share_then_and_now(told: Reporting, record: Record, lang: Language) -> str:
    """Say which share of somebody's counts the record holds, then and now; "" where nobody counted in both periods."""
    shares = told.shares
    if shares is None:
        return ""
    earlier, now = (share_in_words(*held, lang) for held in (shares.then, shares.now))
    return share_sentence(shares.counted_as, record, lang).replace("{earlier}", earlier).replace("{now}", now)


def share_sentence(tally: Tally, record: Record, lang: Language) -> str:
    """Return what is said of the counts that are made as a tally is, with gaps: {earlier}, {now}."""
    sentence = lang.say("Of what {who} counted ({what}; {where}), this record holds {earlier} then and {now} now.")
    return sentence.format(
        who=lang.of(record.origins.loc[tally.origin_id], "name"),
        what=record.schema.label(f"{TALLIES}.counted", tally.counted, lang),
        where=record.schema.label(f"{TALLIES}.area", tally.area, lang),
        earlier="{earlier}",
        now="{now}",
    )


def sources_then_and_now(told: Reporting, lang: Language) -> str:
    """Say how many sources and origins tell of an incident, and how many parties speak; "" without any incident."""
    return _told_of(told, coverage_sentences(lang)["full"], lang)
