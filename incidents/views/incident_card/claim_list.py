"""Every claim on an incident, one row each, as the sources word it."""

import pandas as pd

from incidents.language import Language
from incidents.views.markup import anchor, left_to_right, name, text


def draw_claims(table: pd.DataFrame, lang: Language) -> str:
    """Return the claims of an incident (``phrases.accounts``) as a table that opens on demand, as HTML."""
    title = lang.plural("The {count} claim in full", "All {count} claims, one by one", len(table)).format(
        count=lang.number(len(table))
    )
    who = lang.say("Who says so, as the source words it")
    heads = [
        lang.say("Claim"),
        lang.say("Question"),
        lang.say("What is reported"),
        who,
        lang.say("Source"),
        lang.say("Remark"),
    ]
    head = "".join(f'<th scope="col">{text(words)}</th>' for words in heads)
    rows = "".join(_row(claim, heads, lang) for _position, claim in table.iterrows())
    return (
        f'<details class="claims"><summary>{text(title)}</summary><div class="wide" tabindex="0" role="region" '
        f'aria-label="{text(title)}"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>'
    )


def _row(claim: pd.Series, heads: list[str], lang: Language) -> str:
    said = text(claim["statement"])
    if claim["superseded"]:
        later = claim["superseded_by"]
        since = lang.say("superseded by {claim}").format(claim=later)
        said = f'<s>{said}</s> <a href="#{anchor("claim", later)}">{text(since)}</a>'
    number = claim["source_number"]
    cells = [
        text(claim["measure_label"]),
        said,
        name(claim["attributed_to"] or claim["origin"]) + _origin(claim),
        f'<a href="#{anchor("source", number)}">{number}</a> {name(claim["publisher"])}',
        text(claim["note"]),
    ]
    told = "".join(
        f'<td data-title="{text(head)}"{_unsaid(cell)}><div>{cell}</div></td>'
        for head, cell in zip(heads[1:], cells, strict=True)
    )
    row_id = anchor("claim", claim["claim_id"])
    state = ' class="replaced"' if claim["superseded"] else ""
    return f'<tr id="{row_id}"{state}><th scope="row">{left_to_right(claim["claim_id"])}</th>{told}</tr>'


def _origin(claim: pd.Series) -> str:
    """Return under which party a wording is counted, where the wording does not say it."""
    if not claim["attributed_to"] or claim["attributed_to"] == claim["origin"]:
        return ""
    return f" <small>{name(claim['origin'])}</small>"


def _unsaid(cell: str) -> str:
    """Mark a cell without a word, which a narrow card leaves out together with its heading."""
    return "" if cell else ' class="unsaid"'
