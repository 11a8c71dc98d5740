# status: draft

### Maneno ya mstari wa amri kuhusu mahali faili zilipo. Husomwa na waendeshaji.

cli-attachments-unsupported = SIKIA_ATTACHMENTS haitaji saraka wala s3://BUCKET/PREFIX.
# $place (text): a bucket, as s3://BUCKET/PREFIX
# $reason (text): what the server or the network says, in English
cli-attachments-unavailable = Faili zilizo { $place } hazifikiki: { $reason }
cli-attachments-half-key = Ufunguo wa hifadhi una nusu mbili: weka SIKIA_S3_ACCESS_KEY_ID na SIKIA_S3_SECRET_ACCESS_KEY zote mbili, au usiweke yoyote.
# $place (text): a bucket, as s3://BUCKET/PREFIX
cli-backup-bucket = Faili zake ziko { $place } na hazimo katika nakala hii; SIKIA_ATTACHMENTS lazima izitaje. Weka nakala ya hifadhi hiyo kwa njia zake yenyewe.
