# status: reviewed

### What can go wrong for somebody with a phone in the field, and what to do next.
### Plain and kind: no jargon, no blame, and always a next step. "Sikia" is the server.

## A whole call

# $reason (text): the parser's words, in English
problem-malformed = This could not be read
    .detail = Sikia could not read what the app sent, so nothing was changed. Your records are still on the phone. Update the app and try again. If it happens again, show this to your supervisor: { $reason }

# $parameter (text): the name in the address
# $given (text): what stood there
problem-bad-parameter = A part of the address does not fit
    .detail = “{ $given }” does not fit for “{ $parameter }”. Correct it or leave it out, and try again.

# $member (text): the path of the member
# $expected (text): what it should be, a phrase
problem-unfit-member = Something that was declared does not fit
    .detail = “{ $member }” should be { $expected }. Correct it and send it again; nothing was stored.

problem-unauthenticated = Sikia does not know this device or person
    .detail = Sign in again. If this is a phone for interviews, ask your supervisor to enrol it again; your records stay on the phone until then.

problem-sign-in-failed = The name and the password do not belong together
    .detail = Check both and try again. If you have forgotten your password, ask whoever looks after Sikia for a new one.

problem-forbidden = You may not do this
    .detail = Your account does not have the right to do this. If your work needs it, ask whoever looks after Sikia.

problem-encryption-required = This needs an encrypted connection
    .detail = Whoever is on the way could read the password here. Use the address with a key in it (/v1/key/…), or ask the operator for one that begins with https.

problem-person-required = A person has to sign in for this
    .detail = Figures are shown to people who have signed in, not to phones. Open Sikia in a browser and sign in.

problem-not-found = There is nothing here
    .detail = It may never have existed, or it may be outside of what you have access to. Check the address, or ask your supervisor.

problem-method-not-allowed = This address does not work that way
    .detail = The address exists, but it cannot be used in this way. Update the app; if that does not help, tell your supervisor.

# $reason (text): why, one of the words below
problem-edition-refused = This edition cannot be made or changed like that
    .detail = { $reason ->
        [unsound] Something in it does not fit: look at its name, its title, its publisher and its days.
        [overlap] Another dataset has the same interviews. What is shown of the same people in two ways could be put together to expose them.
        [has_editions] The dataset has editions and stays as it is. Define another one for other days.
        [to_come] An edition can hold the data of now or of the past only.
        [stage] It is not where it would have to be for that: look at where it stands.
        [outdated] Somebody in it withdrew after it was made. Make a new edition.
        [too_large] Its table is too large to be proved safe. Break it down by less, or take larger places.
       *[other] Nothing was changed.
    }

problem-cursor-expired = The phone has to fetch everything again
    .detail = The phone has been away for too long to receive only what is new. The app starts again from the beginning by itself; your own records are safe.

# $bound (text): the name of the bound, as in the limits
# $limit (number): its value
problem-too-large = This is too much at once
    .detail = What was sent is larger than Sikia takes in one go ({ $bound }: at most { $limit }). Nothing was changed. Send less at a time.

# $given (text): the type or encoding
problem-unsupported-media = Sikia cannot read this kind of file
    .detail = It came as “{ $given }”, which Sikia does not read. Update the app; if that does not help, tell your supervisor.

# $seconds (number): how long to wait
problem-too-many-requests = Too many tries
    .detail = { PLURAL($seconds) ->
        [one] Wait { $seconds } second, then try again.
       *[other] Wait { $seconds } seconds, then try again.
    } Nothing is lost.

problem-internal = Sikia made a mistake
    .detail = This is not your fault. Your records are still on the phone; try again later. If it happens again, tell whoever looks after Sikia.

# $seconds (number): how long to wait
problem-busy = Sikia is busy
    .detail = { PLURAL($seconds) ->
        [one] Nothing was changed. Try again in { $seconds } second.
       *[other] Nothing was changed. Try again in { $seconds } seconds.
    } Your records are still on the phone.

## One record

# $reason (text): the parser's words, in English
problem-item-unreadable = This record could not be read
    .detail = Sikia keeps it as it came, but cannot read it. The other records are not affected. Show this to your supervisor: { $reason }

# $field (text): the name of the member
problem-field-missing = Something is missing in this record
    .detail = “{ $field }” is missing. Update the app, open the record and send it again.

# $field (text): the name of the member
# $expected (text): what it should be, from words.ftl
problem-field-invalid = Something in this record does not fit
    .detail = “{ $field }” should be { $expected }. Update the app, open the record and send it again.

# $limit (number): how many there may be
problem-too-many-parents = This record was put together from too many others
    .detail = { PLURAL($limit) ->
        [one] A record may name at most { $limit } earlier version.
       *[other] A record may name at most { $limit } earlier versions.
    } Tell your supervisor; what you wrote is kept.

# $limit (number): how many there may be
problem-too-many-revisions = This record was changed too often
    .detail = { PLURAL($limit) ->
        [one] Sikia keeps at most { $limit } version of one record.
       *[other] Sikia keeps at most { $limit } versions of one record.
    } Tell your supervisor; what you wrote is kept.

# $form (text): the form's id
# $version (text): its version
problem-unknown-form = Sikia does not have this form yet
    .detail = Your record is kept. It will count as soon as the form “{ $form }”, version { $version }, is put on the server. Tell your supervisor that it is missing; you need not send the record again.

# $community (text): the community's id
problem-unknown-community = Sikia does not know this community yet
    .detail = Your record is kept. It will count as soon as the community “{ $community }” is put on the server. Tell your supervisor that it is missing; you need not send the record again.

# $community (text): the community's id
problem-out-of-scope = This phone is not meant for this community
    .detail = Your record is kept, but this phone was not enrolled for “{ $community }”. If you chose the wrong community, correct it and send the record again. If it is right, ask your supervisor to add it to this phone.

problem-content-mismatch = Two different records carry the same number
    .detail = Sikia already has a record with this number and other answers. The first one stays, and this one is kept beside it. Tell your supervisor.

# $field (text): the question's path
# $expected (text): what it should be, from words.ftl
problem-answer-type = An answer does not fit its question
    .detail = The answer to “{ $field }” should be { $expected }. Open the record, correct the answer and send it again.

# $field (text): the question's path
# $choice (text): the choice given
problem-answer-choice = An answer is not one of the choices
    .detail = “{ $choice }” is not among the choices of “{ $field }”. Fetch the newest form, open the record, choose again and send it.

# $field (text): the question's path
problem-answer-constraint = An answer breaks a rule of its question
    .detail = The answer to “{ $field }” does not fulfil what the form asks of it. Look at the record and ask the enumerator where it seems wrong.

# $field (text): the question's path
problem-answer-irrelevant = An answer to a question that was not asked
    .detail = “{ $field }” has an answer, although the form does not ask it after these answers. Look at the answers before it.

# $expected (text): what the form calculates
# $field (text): the question's path
problem-answer-calculation = A calculated value differs
    .detail = The form calculates “{ $expected }” for “{ $field }”, and another value came. Look at the answers that it is made of.

# $field (text): the question's path
problem-answer-missing = An answer is missing
    .detail = The question “{ $field }” needs an answer. Open the record, answer it and send the record again.
# $original (text): the id of the instance
problem-original-missing = The record that this one changes has not arrived
    .detail = It is kept, and joins its record “{ $original }” by itself when that comes. Send the first one, too, if it is still on the phone.
problem-community-unsaid = It is not said of which community this is
    .detail = It is kept, and counts as soon as a reviewer says the community. Give the device one community only, or the form a question that asks for it.
