# status: reviewed

### Dataset editions: what their columns are called, and what is said about them.

edition-respondents = People who were asked
edition-needs = What they ask for
edition-place = Place
edition-place-kind = Kind of place
edition-places = Places
edition-cell = Where it is: the middle of a cell of a grid
edition-community = Community
edition-all = All
edition-elsewhere = Elsewhere
edition-unstated = Not said
edition-other = Other
edition-gender = Gender
edition-age = Age
edition-month = Month of the interview
edition-count = People asked who answered
edition-code = What they ask for
edition-named = People who named it among their first three
edition-hidden = Whether the figure is hidden so that nobody is exposed
edition-nothing = Needs nothing
edition-methods = Figures are of those asked. Each person could name several needs; the first three are counted. Figures that stand for too few people, or for one community where a topic can bring harm, are hidden, and others with them so that none can be worked out. In public editions counts are rounded to the nearest five. Places are those in which a community lay on the day of the interview.
# $dataset (text): its id
edition-dataset-defined = The dataset “{ $dataset }” is in place.
edition-stage-making = It is being made.
# $dataset (text): the dataset's id
# $number (number): the edition's number
edition-stage-ready = It is ready. Look at the report and the files, then: sikia edition publish { $dataset } { $number }
edition-stage-published = It is published.
edition-stage-cancelled = It was given up.
edition-stage-refused = It may not or cannot be made. Nothing of it was kept.
edition-stage-outdated = Somebody in it withdrew before it was published. Nothing of it was kept; make a new one.
edition-token-revoked = The token opens nothing any more.
edition-token-unknown = There is no such token that holds.
# $community (text): its id
edition-agreement-recorded = The decision of “{ $community }” is recorded.
