# status: draft

### ما يقوله سطر الأوامر عن مكان الملفات. يقرؤه المشغّلون.

cli-attachments-unsupported = لا تسمّي SIKIA_ATTACHMENTS مجلدًا ولا s3://BUCKET/PREFIX.
# $place (text): a bucket, as s3://BUCKET/PREFIX
# $reason (text): what the server or the network says, in English
cli-attachments-unavailable = تعذّر الوصول إلى الملفات في { $place }: { $reason }
cli-attachments-half-key = لمفتاح الحاوية نصفان: عيّن SIKIA_S3_ACCESS_KEY_ID و SIKIA_S3_SECRET_ACCESS_KEY معًا، أو لا تعيّن أيًّا منهما.
# $place (text): a bucket, as s3://BUCKET/PREFIX
cli-backup-bucket = ملفاتها في { $place } وليست في النسخة الاحتياطية؛ يجب أن تسمّيها SIKIA_ATTACHMENTS. انسخ الحاوية احتياطيًا بوسائلها الخاصة.
