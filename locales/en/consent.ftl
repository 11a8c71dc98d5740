# status: reviewed

### Consent, and taking it back. Read by whoever holds a receipt, often on somebody else's phone.

consent-withdraw-title = Take back what you said
consent-withdraw-intro = After the interview you were given a code on paper or by SMS. Enter it here, and everything that was written down or recorded of you is erased. Nobody asks for your name.
consent-withdraw-code = Code on the receipt
consent-withdraw-submit = Erase
consent-withdraw-done = Thank you. If an interview belongs to this code, it is being erased. Should it arrive later from a phone, it is erased when it comes. You need not do anything more.
consent-code-misread = This is not a code of Sikia. It has twelve letters and digits, such as K79K-TU9A-JTJP. Compare each with your receipt and try again.

## On the command line

# $erased (number): how many interviews
consent-withdrawn = { PLURAL($erased) ->
    [one] The receipt is taken back, and { $erased } interview is erased. What still comes for it is erased as it comes.
   *[other] The receipt is taken back, and { $erased } interviews are erased. What still comes for it is erased as it comes.
}
consent-withdrawn-before = This receipt was taken back before.

## Who looked

consent-looked-title = Who looked
# $community (text): its name
consent-looked-intro = Everybody who read the records or the figures of { $community }, newest first. The community may ask for this list at any time.
consent-looked-nobody = Nobody has looked yet.
consent-looked-who = Who
consent-looked-what = What
consent-looked-when = When (UTC)
consent-looked-figures = The figures
consent-looked-record = One record
consent-looked-records = The list of records
consent-looked-contact = A number to call
consent-role-reviewer = Reviewer
consent-role-analyst = Analyst
consent-role-steward = Steward
consent-role-admin = Administrator

## What a member should be

word-receipt = the code of a receipt, such as K79K-TU9A-JTJP

## Keys of backups

# $file (text): where they should be
consent-keys-missing = The keys are not at { $file }. Without the newest keys a backup cannot be read; name their place with --keys.
# $file (text): where they are
consent-keys-old = The keys at { $file } are older than this backup and do not open all of it. Nothing was restored. Look for newer ones.
# $file (text): where they are
consent-keys-written = The keys that open your backups are at { $file }. What was withdrawn before now, they do not open. Destroy older copies of this file.

## Workbooks

# $given (text): the word
workbook-export-unknown = “{ $given }” in the column “sikia_export” is not local, national or anyone. Correct it or leave it empty.

## Retention

# $records (number): how many records
# $contacts (number): how many numbers to call
# $files (number): how many files
consent-removed = Removed, since their time was over or nobody agreed to keep them: records { $records }, numbers to call { $contacts }, files { $files }.
consent-retention-unreadable = Name one of contact, audio, words, shared_record and record, and a number of days or “always”.
