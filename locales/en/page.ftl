# status: reviewed

### The pages. They are read on small phones and printed for meeting halls.
### "People asked" are respondents; "a need" is something they want or need to know.

## On every page

# $page (text): the page's own title
page-title = { $page } · Sikia
page-skip = Skip to the content
page-language = Language
page-language-draft = This translation is a draft and waits for a native speaker.
# $name (text): who is signed in
page-signed-in-as = Signed in as { $name }
page-sign-out = Sign out
page-footer = “Sikia” is Swahili for “hear”. It gathers what small-scale miners say they want and need to know.
page-print = To hang this page up in the meeting hall, print it from the menu of your browser.
page-back = Back to all communities

## Sign in

page-sign-in-title = Sign in
page-sign-in-intro = The figures are for people who work with these communities. Sign in with the name and password that you were given.
page-sign-in-name = Name
page-sign-in-password = Password
page-sign-in-submit = Sign in
page-sign-in-wrong = The name and the password do not belong together. Check both and try again.
# $seconds (number): how long to wait
page-sign-in-wait = { PLURAL($seconds) ->
    [one] Too many tries. Wait { $seconds } second, then try again.
   *[other] Too many tries. Wait { $seconds } seconds, then try again.
}

## All communities

page-communities-title = Communities
page-communities-intro = Choose a community to see who was asked and what they asked for.
page-communities-none = There are no communities here yet. They appear once they are put on the server and are part of your work.

## Areas

# $count (number): communities in the area
page-areas-communities = { PLURAL($count) ->
    [one] { $count } community
   *[other] { $count } communities
}
page-areas-communities-heading = Communities

## One community or area: who was asked

# $community (text): its name
page-community-title = What { $community } asks for
page-asked-title = Who was asked
# $count (number): respondents
page-respondents = { PLURAL($count) ->
    [one] { $count } person was asked
   *[other] { $count } people were asked
}
# $population (number): people in the community, where that is known
page-population = { PLURAL($population) ->
    [one] About { $population } person belongs to this community.
   *[other] About { $population } people belong to this community.
}
page-by-gender = By gender
page-by-age = By age
page-by-role = By work
page-by-role-note = One person may do several kinds of work, so these may add up to more than the people asked.
page-not-stated = Not stated
page-nobody-asked = Nobody has been asked here yet. The figures appear as soon as the first interview arrives.
page-groups-base = Of the people who answered the question about their needs.
page-other-answer = Another answer
# $day (text): the day of the figures, written out
page-as-of = As of { $day }

## One community or area: what they asked for

page-needs-title = What they asked for
# $count (number): those who were asked and gave an answer, including "no need"
page-needs-lead = { PLURAL($count) ->
    [one] Of { $count } person who answered: how many named each need among their three most important ones.
   *[other] Of { $count } people who answered: how many named each need among their three most important ones.
}
page-of-those-asked = The figures are about those asked, not about everybody who lives here.
page-needs-none = None of the people asked has named a need.
# $percent (text): the share, written out
# $named (number): those who named it
# $count (number): those who answered
page-need-share = { $percent } ({ $named } of { $count })
# $count (number): those who named it first
page-need-first = { PLURAL($count) ->
    [one] { $count } person named it first
   *[other] { $count } people named it first
}
# $low (text): the lower end, written out
# $high (text): the upper end, written out
page-interval = between { $low } and { $high }
page-interval-about = Only some people were asked, so each share could be a little off. The thin line shows by how much: if many more people like these were asked, the share would most likely lie between its two ends. It cannot speak for people who had no chance to be asked.
page-interval-all = Everybody in this community was asked, so there is no range.
# $count (number): those who answered
page-small-sample = { PLURAL($count) ->
    [one] Take care: only { $count } person answered. One more interview could change the order.
   *[other] Take care: only { $count } people answered. A few more interviews could change the order.
}
# $count (number): respondents
page-no-need = { PLURAL($count) ->
    [one] { $count } person said that they need no information.
   *[other] { $count } people said that they need no information.
}
# $count (number): respondents
page-does-not-know = { PLURAL($count) ->
    [one] { $count } person did not know. They are not part of the shares.
   *[other] { $count } people did not know. They are not part of the shares.
}
# $count (number): respondents
page-prefers-not = { PLURAL($count) ->
    [one] { $count } person preferred not to say. They are not part of the shares.
   *[other] { $count } people preferred not to say. They are not part of the shares.
}
# $community (text): its name
page-chart-title = What people in { $community } asked for
page-chart-about = One bar for each need, longest first: the share of people who named it among their three most important ones. A thin line shows the range. The table below holds the same figures.
page-table-title = The figures in a table
page-table-need = Need
page-table-domain = Subject
page-table-named = Named by
page-table-share = Share
page-table-interval = Range
page-table-first = Named first by
page-table-points = Points (secondary)
page-points-about = Points: three for a first place, two for a second, one for a third, divided by the people who answered. Use them only beside the shares, since nobody knows whether a first place is worth three times a third.
# $count (number): respondents
page-other-need = { PLURAL($count) ->
    [one] { $count } person named something that is not on the list.
   *[other] { $count } people named something that is not on the list.
}
page-other-subjects = Other subjects
page-sure-title = How sure this is
# $shown (number): needs with a bar, at least 5
# $count (number): all needs, more than that
page-needs-more = The { $shown } needs that were named most have a bar. The table below holds all { $count }.
page-order-unsure = Where the thin lines of two needs overlap, nobody can say for sure which of the two is asked for more.

## Choosing some of the people

page-filter-title = Show only some of the people
page-filter-all = All
page-filter-gender = Gender
page-filter-age = Age
page-filter-role = Work
page-filter-from = From
page-filter-to = Until
page-filter-apply = Show
page-filter-clear = Show everybody again
# $filter (text): what was chosen, a list of words
page-filtered = Only: { $filter }
page-nobody-fits = None of the people asked fits this choice.

## Kinds of places. A kind without a message is shown as the operator wrote it

page-kind-mine = Mine
page-kind-processing = Processing site
page-kind-cooperative = Cooperative
page-kind-training = Training
page-kind-village = Village
page-kind-ward = Ward
page-kind-council = Council
page-kind-district = District
page-kind-region = Region
page-kind-province = Province
page-kind-country = Country

## When a page cannot be shown

page-error-forbidden = You may not see this page
    .detail = Your account does not have the right to see it. If your work needs it, ask whoever looks after Sikia.
page-error-not-found = There is no such page
    .detail = It may have moved, or it may be outside of your area. Go back to the communities and choose from there.
page-error-internal = Something went wrong in Sikia
    .detail = This is not your fault and nothing is lost. Try again in a moment. If it happens again, tell whoever looks after Sikia.
page-error-busy = Sikia is busy
    .detail = Nothing is lost. Try again in a moment.

## For programs and operators

page-api-title = How programs talk to Sikia
page-api-intro = Everything that phones, bridges and other programs can ask of Sikia, and what they get back. It is checked against the running program in every test.
page-api-language = The document is written in English.
page-api-download = The same document for programs
