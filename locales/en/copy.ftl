# status: reviewed

### What the command line says about moving a store to another place or kind. Read by operators.

# $place (text): a file
copy-nothing = There is no store at { $place } to copy.
copy-copying = Copying
copy-proving = Comparing
# $table (text): its name in the database
copy-not-empty = The target is not empty (there are rows in { $table }), and nothing was copied. Name an empty database or a file that is not there yet.
copy-another-source = The target is half a copy of another store, and nothing was copied. Name an empty target.
copy-source-changed = The source has changed since the copy was begun, so the half that is there is of no use. Stop every node that works on the source, empty the target and begin again.
# $table (text): its name in the database
copy-differs = The copy is not the same as the source: { $table } differs. It is not opened to nodes. Empty the target and begin again; if it happens again, look at the disks of both.
copy-half = The store is half a copy. Run the same “sikia copy” again until it says that it is done.
# $rows (number): of all tables
# $submissions (number): how many were counted again
copy-done = Copied and compared: { PLURAL($rows) ->
    [one] { $rows } row is the same on both sides
   *[other] { $rows } rows are the same on both sides
}, and { PLURAL($submissions) ->
    [one] { $submissions } submission counts
   *[other] { $submissions } submissions count
} as before. Start nodes on the copy only.
# $file (text): its place
copy-key = What people said is sealed as before: give every node on the copy the master key in { $file } (SIKIA_MASTER_KEY_FILE), and keep it apart from the database.
