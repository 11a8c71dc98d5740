# status: draft

### ፋይሎች ስለሚቀመጡበት ቦታ የትእዛዝ መስመሩ የሚለው። ለአስተዳዳሪዎች።

cli-attachments-unsupported = SIKIA_ATTACHMENTS ማውጫም ሆነ s3://BUCKET/PREFIX አይጠቅስም።
# $place (text): a bucket, as s3://BUCKET/PREFIX
# $reason (text): what the server or the network says, in English
cli-attachments-unavailable = በ{ $place } ያሉ ፋይሎች ሊደረስባቸው አልተቻለም፦ { $reason }
cli-attachments-half-key = የማከማቻ ቁልፍ ሁለት ክፍሎች አሉት፦ SIKIA_S3_ACCESS_KEY_ID እና SIKIA_S3_SECRET_ACCESS_KEY ሁለቱንም ያስገቡ፣ ወይም አንዱንም አያስገቡ።
# $place (text): a bucket, as s3://BUCKET/PREFIX
cli-backup-bucket = ፋይሎቹ በ{ $place } ናቸው፣ በዚህ ቅጂ ውስጥ የሉም፤ SIKIA_ATTACHMENTS ሊጠቅሳቸው ይገባል። ማከማቻውን በራሱ መንገድ ይቅዱ።
