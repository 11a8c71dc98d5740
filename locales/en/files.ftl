# status: reviewed

### What the command line says about the place where files are. Read by operators.

cli-attachments-unsupported = SIKIA_ATTACHMENTS names neither a directory nor s3://BUCKET/PREFIX.
# $place (text): a bucket, as s3://BUCKET/PREFIX
# $reason (text): what the server or the network says, in English
cli-attachments-unavailable = The files in { $place } cannot be reached: { $reason }
cli-attachments-half-key = A key to a bucket has two halves: set both SIKIA_S3_ACCESS_KEY_ID and SIKIA_S3_SECRET_ACCESS_KEY, or neither.
# $place (text): a bucket, as s3://BUCKET/PREFIX
cli-backup-bucket = Its files are in { $place } and not in the backup; SIKIA_ATTACHMENTS has to name them. Back the bucket up by its own means.
