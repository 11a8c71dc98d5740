# status: draft

### Ce que dit la ligne de commande de l'endroit où sont les fichiers. Lu par les opérateurs.

cli-attachments-unsupported = SIKIA_ATTACHMENTS ne nomme ni un dossier ni s3://BUCKET/PREFIX.
# $place (text): a bucket, as s3://BUCKET/PREFIX
# $reason (text): what the server or the network says, in English
cli-attachments-unavailable = Les fichiers de { $place } sont inaccessibles : { $reason }
cli-attachments-half-key = La clé d'un bucket a deux moitiés : définissez SIKIA_S3_ACCESS_KEY_ID et SIKIA_S3_SECRET_ACCESS_KEY, ou aucune des deux.
# $place (text): a bucket, as s3://BUCKET/PREFIX
cli-backup-bucket = Ses fichiers sont dans { $place } et pas dans la sauvegarde ; SIKIA_ATTACHMENTS doit les nommer. Sauvegardez le bucket par ses propres moyens.
