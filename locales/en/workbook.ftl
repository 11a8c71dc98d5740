# status: reviewed

### What is wrong with a workbook or table that somebody brings: a form, communities, areas, needs.
### Read by whoever made it. One message says where, another says what. Those that say what are named
### like the faults of src/forms/problem.rs.
### Rows and lines are texts: they stand as the spreadsheet counts them, without groups of digits.

## Where

# $sheet (text): the sheet
# $row (text): the row
# $column (text): the column's letter
workbook-at = Sheet “{ $sheet }”, row { $row }, column { $column }
# $sheet (text): the sheet
# $row (text): the row
workbook-at-row = Sheet “{ $sheet }”, row { $row }
# $sheet (text): the sheet
workbook-at-sheet = Sheet “{ $sheet }”
# $line (text): the line of a CSV file
# $column (text): the column's letter
table-at = Line { $line }, column { $column }
# $line (text): the line of a CSV file
table-at-line = Line { $line }
# $place (text): where, from one of the above
# $what (text): what is wrong there
workbook-line = { $place }: { $what }

## A whole file

# $reason (text): the reader's words, in English
workbook-unreadable = This is not a workbook that Sikia can read. Save it as .xlsx and try again. ({ $reason })
workbook-old-or-locked = This is an old .xls workbook, or one with a password. Save it as .xlsx without a password, and try again.
# $bound (text): which bound
# $limit (number): its value; megabytes where it is a size
workbook-too-large = { $bound ->
    [bytes] The file is larger than { $limit } megabytes, which is the most that Sikia reads. Remove pictures and what is not needed, and try again.
    [parts] There are more than { $limit } parts inside the workbook. Remove pictures, charts and sheets that the form does not need, and try again.
    [unpacked_bytes] A part of the workbook is larger than { $limit } megabytes once unpacked. Copy the sheets of the form into a new workbook, and try again.
    [rows] There are more than { $limit } rows. Keep those that are needed, or split the file, and try again.
    [columns] There are more than { $limit } columns. Remove those that are not needed, and try again.
    [cells] There are more than { $limit } filled cells. Remove what is not needed, and try again.
    [text_bytes] The texts come to more than { $limit } megabytes. Shorten them, and try again.
    [depth] Groups and repeats stand in one another more than { $limit } deep. Use fewer levels.
    [loop] This loop would become more than { $limit } megabytes of questions. Shorten its list of choices, or put fewer questions in it.
    [elements] There are more than { $limit } elements and attributes. Split the form, and try again.
    [media_files] The form names more than { $limit } files. Use fewer, and try again.
    [problems] There is more to mend than these { $limit } things. Mend them, then try again to see the rest.
   *[other] This is more than Sikia reads ({ $bound }: at most { $limit }). Make it smaller, and try again.
}
# $name (text): the sheet's name
workbook-sheet-missing = The sheet “{ $name }” is missing. Add it.
# $heading (text): the column's heading
workbook-column-missing = The column “{ $heading }” is missing. Add it.
# $heading (text): the column's heading
workbook-heading-twice = The column “{ $heading }” says the same as one before it, which is the one that counts. Remove one of them.
workbook-empty = There is no question on this sheet. Add at least one.
# $gap (number): how many empty rows a form has within it, as a rule
workbook-rows-apart = This row is no part of a form and was not read; there are more than { $gap } empty rows above it. Correct its type if it belongs to the form.

## The survey sheet

workbook-type-missing = This row has a name and no type. Give it a type, or empty the row.
# $given (text): the type given
workbook-type-unknown = “{ $given }” is no type of question. Correct it, for example to text, integer or select_one.
workbook-name-missing = The name is missing. Add one.
# $given (text): the name given
workbook-name-invalid = “{ $given }” cannot be a name. Begin with a letter or “_”, and use letters, digits, “_”, “-” and “.” only.
# $name (text): the name
# $first (text): the row that has it first
workbook-name-twice = The name “{ $name }” stands twice in the same group, first in row { $first }. Rename one of them.
workbook-list-unnamed = The question needs the name of its list, such as “select_one gender”. Add it.
# $list (text): the list's name
workbook-list-missing = The list “{ $list }” is not on the choices sheet. Add it there, or correct its name.
# $name (text): the name of the group, repeat or loop
workbook-block-open = “{ $name }” begins here and has no end. Add a row that ends it.
workbook-block-end-alone = Something ends here that never began. Remove the row, or add the beginning.
# $name (text): the name of what is open
# $first (text): the row in which it begins
workbook-block-crossed = “{ $name }”, which begins in row { $first }, is still open, and this row ends something of another kind. End “{ $name }” first.
# $name (text): the name asked for
workbook-reference-unknown = “{ $name }” is asked for here, and nothing in the form has that name. Correct it, or add the question.
# $from (text): the rest of the expression
workbook-expression-unreadable = This expression cannot be understood from “{ $from }” on. Look for a missing bracket, quote or operator there.
# $needs (text): what the rule asks for, as written in the form
workbook-expression-elsewhere = Phones look at this rule, and this node does not: it asks for { $needs }. Answers that break it are not marked for review.
# $given (text): the word in the column
workbook-meaning-unknown = “{ $given }” in the column “sikia” means nothing to Sikia. Correct it or leave it empty.
# $meaning (text): the word in the column
# $first (text): the row that has it first
workbook-meaning-twice = Only one question can be “{ $meaning }” in the column “sikia”; the one in row { $first } counts. Empty the others.

## The choices sheet

# $list (text): the list's name
workbook-choice-name-missing = A choice of the list “{ $list }” has no name. Add one.
# $name (text): the choice's name
workbook-choice-list-missing = The choice “{ $name }” belongs to no list and is left out. Give it a list, or remove it.
# $list (text): the list's name
# $name (text): the choice's name
# $first (text): the row that has it first
workbook-choice-twice = The choice “{ $name }” stands twice in the list “{ $list }”, first in row { $first }. Rename or remove one.
# $list (text): the list's name
# $name (text): the choice's name
workbook-choice-blank = The choice “{ $name }” of the list “{ $list }” has a space in its name, and some apps break it in two there. Put “_” in its place.

## The settings sheet

# $taken (text): the id that is taken instead
workbook-form-id-missing = There is no form_id, so the form is called “{ $taken }”. Write a form_id to choose its name yourself.
# $given (text): the language given
workbook-language-unknown = No column is in the default language “{ $given }”. Correct default_language, or add the columns.
# $form (text): the form's id
# $version (text): its version
workbook-version-taken = The form “{ $form }”, version { $version }, is there already with other questions. Give the changed form a new version.

## Files that come with a form

# $name (text): the file's name
workbook-media-missing = The form names the file “{ $name }”, which is not there. Put it into the folder or archive that you give with --media, and import the form again.
# $given (text): the file's name
workbook-media-name-invalid = “{ $given }” cannot be the name of a file that comes with a form. Use a short name without folders, and correct it in the form.
# $name (text): the file's name
# $limit (number): megabytes
workbook-media-too-large = The file “{ $name }” is larger than { $limit } megabytes. Make it smaller, and import the form again.

## A form as XML (XForm)

# $reason (text): the reader's words, in English
xform-unreadable = This is not an XForm that Sikia can read. Check that the file is whole and well-formed, and try again. ({ $reason })
xform-doctype = The file declares a document type, which Sikia does not read. Remove everything from “<!DOCTYPE” to its end, and try again.
# $given (text): the encoding
xform-encoding = The file is written in “{ $given }”. Save it in UTF-8, and try again.
# $name (text): the element
xform-part-missing = The element “{ $name }” is missing. Add it, or convert the form again.
# $name (text): the element or attribute
# $path (text): the question that it belongs to
xform-part-unknown = Sikia does not know “{ $name }”, which belongs to “{ $path }”. Phones get it as it is; nothing is done with it here.
# $name (text): the element
# $path (text): the question that is named
xform-node-missing = “{ $name }” names “{ $path }”, which the form does not have. Correct it, or add the question.

## A table (CSV)

# $reason (text): the reader's words, in English
table-unreadable = This is not a table that Sikia can read. Save it as CSV in UTF-8 and try again. ({ $reason })
# $heading (text): the column's heading
table-column-missing = The column “{ $heading }” is missing. Add it.
# $heading (text): the column's heading
table-cell-empty = The column “{ $heading }” is empty here. Fill it in.
# $heading (text): the column's heading
# $given (text): what stands there
# $expected (text): what it should be, from words.ftl
table-cell-invalid = “{ $given }” does not fit in the column “{ $heading }”. It should be { $expected }.
# $id (text): the id
# $first (text): the line that has it first
table-id-twice = The id “{ $id }” stands twice, first in line { $first }. Every row needs an id of its own.
# $id (text): the area's id
# $first (text): the line that has it first
table-area-differs = This does not go with what is said of the area “{ $id }” from line { $first } on: another kind, name or code, or days that overlap. Correct one of them.
# $parent (text): the parent
table-parent-unknown = The parent “{ $parent }” is not the code of a row that has no parent itself. Correct it, or add that row.
