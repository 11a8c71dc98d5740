# status: reviewed

### What the command line says when a command has done its work, or could not. Read by operators.
### Printed without isolation marks, so that what is copied from a terminal is what was meant.

# $count (number): communities
cli-communities-imported = { PLURAL($count) ->
    [one] { $count } community is in place.
   *[other] { $count } communities are in place.
}
# $count (number): areas
cli-areas-imported = { PLURAL($count) ->
    [one] { $count } area is in place.
   *[other] { $count } areas are in place.
}
# $area (text): its id
cli-area-unknown = A community belongs to the area “{ $area }”, which Sikia does not know yet. Bring it with: sikia area import FILE
# $count (number): needs
cli-taxonomy-imported = { PLURAL($count) ->
    [one] { $count } code of the list of needs is in place.
   *[other] { $count } codes of the list of needs are in place.
}
# $form (text): the form's id
# $version (text): its version
# $count (number): questions
cli-form-imported = { PLURAL($count) ->
    [one] The form “{ $form }”, version { $version }, is published with { $count } question.
   *[other] The form “{ $form }”, version { $version }, is published with { $count } questions.
}
# $count (number): files
cli-form-media-kept = { PLURAL($count) ->
    [one] { $count } file comes with the form.
   *[other] { $count } files come with the form.
}
# $form (text): the form's id
# $version (text): its version
cli-form-unchanged = The form “{ $form }”, version { $version }, was there already; nothing has changed.
# $form (text): the form's id
# $version (text): its version
cli-form-published = The form “{ $form }”, version { $version }, is offered to every device.
# $from (text): the path in old versions
# $to (text): the path in new ones
# $versions (number): how many versions
cli-form-mapped = “{ $from }” counts as “{ $to }” from now on, in { PLURAL($versions) ->
    [one] { $versions } older version
   *[other] { $versions } older versions
} of the form. Everything was counted again.
# $form (text): the form's id
# $path (text): the path asked for
cli-form-no-old-path = No version of the form “{ $form }” has “{ $path }” without its new name beside it. See: sikia form list
# $form (text): the form's id
# $path (text): the path asked for
cli-form-no-new-path = No version of the form “{ $form }” has “{ $path }”. Import the version that has it first.
# $from (text): the path in old versions
# $to (text): the path in new ones
cli-form-paths-apart = “{ $from }” and “{ $to }” are not the same kind of thing, or stand in different repeats. Nothing was changed.
# $form (text): the form's id
# $version (text): its version
cli-form-retired = The form “{ $form }”, version { $version }, is retired. What was filled with it still comes in and counts.
# $form (text): the form's id
# $version (text): its version
cli-form-draft-has-records = Records were made with the draft “{ $form }”, version { $version }. They were tests and would count. Give the form a new version and import it again.
# $form (text): the form's id
# $version (text): its version
cli-form-unknown = There is no form “{ $form }” of version { $version }. See: sikia form list
# $count (number): faults
cli-import-refused = { PLURAL($count) ->
    [one] Nothing was imported, because of { $count } fault in the file:
   *[other] Nothing was imported, because of { $count } faults in the file:
}
# $count (number): records
cli-quarantine-released = { PLURAL($count) ->
    [one] { $count } record that was waiting for this now counts.
   *[other] { $count } records that were waiting for this now count.
}
# $name (text): the device's name
cli-device-enrolled = The device “{ $name }” is enrolled.
cli-token-once = This token is shown once and cannot be read again. Put it on the device now:
# $name (text): the device's name or id
cli-device-revoked = The device “{ $name }” is revoked. Its token opens nothing any more.
# $name (text): what was asked for
cli-device-unknown = There is no device “{ $name }”.
# $name (text): the account's name
cli-user-added = The account “{ $name }” is there.
cli-password-once = This password is shown once and cannot be read again. Hand it over now:
cli-password-missing = There is no password on standard input. Give it there, in one line.
# $count (number): how many characters it has at least
cli-password-short = This password is too short. Choose one of at least { $count } characters.
# $name (text): the account's name
cli-user-disabled = The account “{ $name }” is disabled and signed out everywhere.
# $name (text): the account's name
cli-user-unknown = There is no account “{ $name }”.
# $name (text): the account's name
cli-user-taken = There is an account “{ $name }” already. Choose another name.
# $count (number): figures compared
cli-recount-agrees = { PLURAL($count) ->
    [one] { $count } figure was counted again, and it agrees.
   *[other] { $count } figures were counted again, and all agree.
}
# $count (number): figures that differ
cli-recount-differs = { PLURAL($count) ->
    [one] { $count } figure differs from a count from scratch. Keep a copy of the store and report it.
   *[other] { $count } figures differ from a count from scratch. Keep a copy of the store and report it.
}
cli-store-ready = The store is up to date.
# $count (number): migrations
cli-store-migrated = { PLURAL($count) ->
    [one] The store was brought up to date in { $count } step.
   *[other] The store was brought up to date in { $count } steps.
}
# $version (text): the version of Sikia that the store needs
cli-store-newer = This store was written by a newer Sikia. Nothing was changed. Install version { $version } or later, and start again.
# $reason (text): the operating system's or database's words
cli-store-unavailable = The store cannot be opened: { $reason }
# $directory (text): its path
# $reason (text): the operating system's words
cli-directory-failed = The directory { $directory } cannot be made: { $reason }
cli-database-unsupported = Sikia keeps its store in SQLite or in PostgreSQL. Give it as sqlite:PATH or postgres://USER@HOST/NAME
# $file (text): its path
# $reason (text): the operating system's words
cli-file-unreadable = The file { $file } cannot be read: { $reason }
# $reason (text): the reader's words, in English
cli-configuration-unreadable = The configuration cannot be read: { $reason }
# $address (text): where to open it in a browser
cli-serving = Sikia is ready at { $address }
# $address (text): where it was to listen
# $reason (text): the operating system's words
cli-listen-failed = Sikia cannot listen on { $address }: { $reason }
cli-stopping = Sikia finishes what it has begun, and stops.
# $address (text): where to open it in a browser
cli-demo-ready = The demo is ready. Open { $address } in a browser and sign in as one of these:
# $name (text): the account's name
# $password (text): its password
# $role (text): what it may do
cli-demo-account = { $name }, password { $password } ({ $role })
# $place (text): a directory or file
# $submissions (number): how many
# $files (number): how many
cli-backup-made = The backup in { $place } is whole: { PLURAL($submissions) ->
    [one] { $submissions } submission
   *[other] { $submissions } submissions
} and { PLURAL($files) ->
    [one] { $files } file
   *[other] { $files } files
}.
# $place (text): a directory or file
# $submissions (number): how many
# $files (number): how many
cli-restored = Restored from { $place }: { PLURAL($submissions) ->
    [one] { $submissions } submission
   *[other] { $submissions } submissions
} and { PLURAL($files) ->
    [one] { $files } file
   *[other] { $files } files
}. Phones whose records are newer than the backup send them again.
cli-backup-postgres = Sikia backs up its own file only. For PostgreSQL, use pg_dump or a physical backup; see docs/postgres.md.
# $place (text): a directory or file
cli-backup-taken = { $place } is there already. Name a directory that is not.
# $place (text): a directory or file
cli-backup-nothing = There is no store at { $place }. Is SIKIA_DATA_DIR right?
# $place (text): a directory or file
cli-restore-taken = There is a store at { $place } already. Restore into an empty data directory (--data-dir).
# $place (text): a directory or file
cli-restore-unfinished = { $place } holds no finished backup. Look for another one.
# $place (text): a directory or file
cli-restore-damaged = The backup in { $place } is damaged, and nothing was restored from it. Take another one.
cli-doctor-well = Everything looks well.
# $count (number): findings
cli-doctor-found = { PLURAL($count) ->
    [one] { $count } thing needs your attention:
   *[other] { $count } things need your attention:
}
# $language (text): the language's own name
cli-language-draft = The texts in { $language } are a draft and wait for a native speaker.
