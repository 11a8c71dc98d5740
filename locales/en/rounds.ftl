# status: reviewed

### Rounds: how people were chosen, and what that lets one say. Read on small phones and on paper.

round-heading = How people were chosen
round-label = Round
# $round (text): what the round is called
# $from (text): its first day, written out
# $to (text): its last day, written out
round-shown = { $round }: { $from } to { $to }
round-everything = Everything ever said, of all rounds
round-only = Needs
round-only-information = For information only, without services
# $count (number): rounds
cli-rounds-imported = { PLURAL($count) ->
    [one] { $count } round is declared.
   *[other] { $count } rounds are declared.
}

## The design

round-design-census = Everybody here was to be asked.
round-design-simple-random = People were chosen by lot, each with the same chance.
round-design-systematic = People were chosen at regular steps from a list or along a path, beginning at a place chosen by lot.
round-design-time-location = Places and hours where people come together were chosen by lot, and people were asked there.
round-design-purposive = The team chose whom to ask.
round-design-self-selected = People came, called or wrote by themselves.
round-design-undeclared = Nobody has declared how people were chosen.
# $day (text): the day, written out
round-late = This was declared on { $day }, after the round had begun.

## What the figures stand for

round-claim-estimate = The figures are an estimate for everybody who could have been asked.
# $people (number): who could have been asked
round-claim-estimate-of = { PLURAL($people) ->
    [one] The figures are an estimate for { $people } person who could have been asked.
   *[other] The figures are an estimate for the { $people } people who could have been asked.
}
round-claim-experimental = The figures are an experimental estimate: this way of choosing people rests on strong assumptions.
# $count (number): who answered
# $worth (number): what their answers are worth, rounded
round-effective = { PLURAL($count) ->
    [one] By the way it was chosen and weighted, { $count } answer tells as much as { $worth } of people chosen one by one.
   *[other] By the way they were chosen and weighted, { $count } answers tell as much as { $worth } of people chosen one by one.
}

## Weights

# $sources (text): where the numbers come from
round-weighted = Shares are weighted: each gender and kind of work counts by how many such people there are ({ $sources }).
# $percent (text): the weighted share
# $named (number): who named it
# $count (number): who answered
round-need-weighted = { $percent } of the people here; { $named } of the { $count } who answered
# $count (number): answers that fit nowhere
round-unplaced = { PLURAL($count) ->
    [one] { $count } person who answered belongs to no gender and work of which the number is known, and is in no weighted share.
   *[other] { $count } people who answered belong to no gender and work of which the number is known, and are in no weighted share.
}
# $groups (text): a list of genders and kinds of work
round-weights-nobody-asked = The shares are not weighted: there are people here of whom nobody was asked, and no weight can speak for them. They are: { $groups }.
# $groups (text): a list of genders and kinds of work
round-weights-too-many = The shares are not weighted: more people answered than there are said to be. Look at: { $groups }.

## How shares are printed

round-hidden = Fewer than 25 people answered, so words stand in place of percentages: “most” is more than half, “some” a fifth to a half, “few” less than a fifth.
round-parentheses = Percentages stand in parentheses because fewer than 50 people answered: take them as a hint.
round-nothing = So few people answered that what they asked for is not shown: it could point at one of them.
# $percent (text): the share
round-in-parentheses = ({ $percent })
round-word-most = Most named it
round-word-some = Some named it
round-word-few = Few named it

## Ranks

# $rank (number): the rank, from 1
round-rank = Rank { $rank }
# $first (number): the first rank
# $last (number): the last rank
round-ranks = Ranks { $first } to { $last }
round-table-rank = Rank
round-ranks-about = Needs that share their ranks cannot be told apart: nobody can say which of them is asked for more.

## Change since an earlier round

# $points (text): percentage points
# $low (text): the least they may be
# $high (text): the most they may be
# $round (text): what the earlier round is called
round-trend-up = { $points } percentage points more than in “{ $round }” (between { $low } and { $high })
# $points (text): percentage points
# $low (text): the least they may be
# $high (text): the most they may be
# $round (text): what the earlier round is called
round-trend-down = { $points } percentage points fewer than in “{ $round }” (between { $low } and { $high })
# $round (text): what the earlier round is called
round-trend-unclear = no sure change since “{ $round }”
# $round (text): what the earlier round is called
round-trend-not-design = Nothing can be said about change since “{ $round }”: one of the two rounds does not speak for everybody, so what changed may be who was asked.
# $round (text): what the earlier round is called
round-trend-not-list = Nothing can be said about change since “{ $round }”: people were shown another list.
# $round (text): what the earlier round is called
round-trend-not-nobody = Nothing can be said about change since “{ $round }”: in one of the two rounds nobody answered.
# $round (text): what the earlier round is called
round-trend-not-places = Nothing can be said about change since “{ $round }”: it was held in other communities.
