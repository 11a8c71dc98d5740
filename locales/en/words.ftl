# status: reviewed

### Words that other sentences put in: what an answer or a member should be. Each follows "should be".

word-boolean = yes or no
word-count = a whole number, 0 or more
word-date = a date, such as 2026-11-20
word-datetime = a date with a time, such as 2026-11-20T09:14:00+03:00
word-decimal = a number
word-form = a form with its id and its version
word-geopoint = a place: latitude and longitude
word-id = a short id without spaces
word-integer = a whole number
word-language = the short name of a language, such as sw
word-latitude = a latitude in degrees, from -90 to 90
word-list = a list
word-longitude = a longitude in degrees, from -180 to 180
word-object = a group of named values
word-period = a day after the one in valid_from
word-rank = a list of choices in order, each at most once
word-repeat = a list of entries
word-select-multiple = a list of choices
word-select-one = one of the choices
word-text = text
word-time = a time of day, such as 09:14
word-timestamp = a date and time, such as 2026-11-20T09:14:00+03:00
word-uuid = an id made by the app (a UUID)
word-version = a version number, 1 or higher

## What a client shows when it has sent something (OpenRosa)

openrosa-received = Received. Thank you.
# $title (text): what is the matter
# $detail (text): what to do
openrosa-kept = Kept, but not in the data yet: { $title }. { $detail }
