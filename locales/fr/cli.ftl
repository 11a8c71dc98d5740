# status: draft

### Ce que dit la ligne de commande quand une commande a fait son travail, ou n'a pas pu.

cli-communities-imported = { PLURAL($count) ->
    [one] { $count } communauté est en place.
   *[other] { $count } communautés sont en place.
}
cli-areas-imported = { PLURAL($count) ->
    [one] { $count } zone est en place.
   *[other] { $count } zones sont en place.
}
cli-area-unknown = Une communauté appartient à la zone « { $area } », que Sikia ne connaît pas encore. Apportez-la avec : sikia area import FILE
cli-taxonomy-imported = { PLURAL($count) ->
    [one] { $count } code de la liste des besoins est en place.
   *[other] { $count } codes de la liste des besoins sont en place.
}
cli-form-imported = { PLURAL($count) ->
    [one] Le formulaire « { $form } », version { $version }, est publié avec { $count } question.
   *[other] Le formulaire « { $form } », version { $version }, est publié avec { $count } questions.
}
cli-form-media-kept = { PLURAL($count) ->
    [one] { $count } fichier accompagne le formulaire.
   *[other] { $count } fichiers accompagnent le formulaire.
}
cli-form-unchanged = Le formulaire « { $form } », version { $version }, était déjà là ; rien n'a changé.
cli-form-published = Le formulaire « { $form } », version { $version }, est proposé à tous les appareils.
cli-form-mapped = « { $from } » compte désormais comme « { $to } », dans { PLURAL($versions) ->
    [one] { $versions } ancienne version
   *[other] { $versions } anciennes versions
} du formulaire. Tout a été recompté.
cli-form-no-old-path = Aucune version du formulaire « { $form } » n’a « { $path } » sans son nouveau nom. Voir : sikia form list
cli-form-no-new-path = Aucune version du formulaire « { $form } » n’a « { $path } ». Importez d’abord celle qui l’a.
cli-form-paths-apart = « { $from } » et « { $to } » ne sont pas de même nature, ou sont dans des répétitions différentes. Rien n’a changé.
cli-form-retired = Le formulaire « { $form } », version { $version }, est retiré. Ce qui a été rempli avec lui est encore reçu et compté.
cli-form-draft-has-records = Des enregistrements ont été faits avec le brouillon « { $form } », version { $version }. C’étaient des essais et ils seraient comptés. Donnez une nouvelle version au formulaire et importez-le de nouveau.
cli-form-unknown = Il n’y a pas de formulaire « { $form } » en version { $version }. Voir : sikia form list
cli-import-refused = { PLURAL($count) ->
    [one] Rien n'a été importé, à cause de { $count } faute dans le fichier :
   *[other] Rien n'a été importé, à cause de { $count } fautes dans le fichier :
}
cli-quarantine-released = { PLURAL($count) ->
    [one] { $count } fiche qui attendait cela compte maintenant.
   *[other] { $count } fiches qui attendaient cela comptent maintenant.
}
cli-device-enrolled = L'appareil « { $name } » est enregistré.
cli-token-once = Ce jeton n'est montré qu'une fois et ne pourra plus être lu. Mettez-le sur l'appareil maintenant :
cli-device-revoked = L'appareil « { $name } » est révoqué. Son jeton n'ouvre plus rien.
cli-device-unknown = Il n'y a pas d'appareil « { $name } ».
cli-user-added = Le compte « { $name } » est créé.
cli-password-once = Ce mot de passe n'est montré qu'une fois et ne pourra plus être lu. Remettez-le maintenant :
cli-password-missing = Il n'y a pas de mot de passe sur l'entrée standard. Donnez-le là, sur une ligne.
cli-password-short = Ce mot de passe est trop court. Choisissez-en un d'au moins { $count } caractères.
cli-user-disabled = Le compte « { $name } » est désactivé et déconnecté partout.
cli-user-unknown = Il n'y a pas de compte « { $name } ».
cli-user-taken = Le compte « { $name } » existe déjà. Choisissez un autre nom.
cli-recount-agrees = { PLURAL($count) ->
    [one] { $count } chiffre a été recompté, et il concorde.
   *[other] { $count } chiffres ont été recomptés, et tous concordent.
}
cli-recount-differs = { PLURAL($count) ->
    [one] { $count } chiffre diffère d'un comptage complet. Gardez une copie de la base et signalez-le.
   *[other] { $count } chiffres diffèrent d'un comptage complet. Gardez une copie de la base et signalez-le.
}
cli-store-ready = La base est à jour.
cli-store-migrated = { PLURAL($count) ->
    [one] La base a été mise à jour en { $count } étape.
   *[other] La base a été mise à jour en { $count } étapes.
}
cli-store-newer = Cette base a été écrite par un Sikia plus récent. Rien n'a été modifié. Installez la version { $version } ou une plus récente, puis relancez.
cli-store-unavailable = La base ne peut pas être ouverte : { $reason }
cli-directory-failed = Le dossier { $directory } ne peut pas être créé : { $reason }
cli-database-unsupported = Sikia tient sa base en SQLite ou en PostgreSQL. Donnez-la sous la forme sqlite:PATH ou postgres://USER@HOST/NAME
cli-file-unreadable = Le fichier { $file } est illisible : { $reason }
cli-configuration-unreadable = La configuration est illisible : { $reason }
cli-serving = Sikia est prêt à l'adresse { $address }
cli-listen-failed = Sikia ne peut pas écouter sur { $address } : { $reason }
cli-stopping = Sikia termine ce qu'il a commencé, puis s'arrête.
cli-demo-ready = La démonstration est prête. Ouvrez { $address } dans un navigateur et connectez-vous avec l'un de ces comptes :
cli-demo-account = { $name }, mot de passe { $password } ({ $role })
cli-backup-made = La sauvegarde dans { $place } est entière : { PLURAL($submissions) ->
    [one] { $submissions } fiche
   *[other] { $submissions } fiches
} et { PLURAL($files) ->
    [one] { $files } fichier
   *[other] { $files } fichiers
}.
cli-restored = Restauré depuis { $place } : { PLURAL($submissions) ->
    [one] { $submissions } fiche
   *[other] { $submissions } fiches
} et { PLURAL($files) ->
    [one] { $files } fichier
   *[other] { $files } fichiers
}. Les téléphones dont les fiches sont plus récentes les renverront.
cli-backup-postgres = Sikia ne sauvegarde que son propre fichier. Pour PostgreSQL, utilisez pg_dump ou une sauvegarde physique ; voir docs/postgres.md.
cli-backup-taken = { $place } existe déjà. Nommez un dossier qui n’existe pas.
cli-backup-nothing = Il n’y a pas de données dans { $place }. SIKIA_DATA_DIR est-il juste ?
cli-restore-taken = Il y a déjà des données dans { $place }. Restaurez dans un dossier de données vide (--data-dir).
cli-restore-unfinished = { $place } ne contient pas de sauvegarde achevée. Cherchez-en une autre.
cli-restore-damaged = La sauvegarde dans { $place } est abîmée ; rien n’en a été restauré. Prenez-en une autre.
cli-doctor-well = Tout semble en ordre.
cli-doctor-found = { PLURAL($count) ->
    [one] { $count } point demande votre attention :
   *[other] { $count } points demandent votre attention :
}
cli-language-draft = Les textes en { $language } sont un brouillon et attendent la relecture d'une personne dont c'est la langue.
