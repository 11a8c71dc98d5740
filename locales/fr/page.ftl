# status: draft

### Les pages. On les lit sur de petits téléphones et on les imprime pour les réunions.

## Sur chaque page

page-title = { $page } · Sikia
page-skip = Aller au contenu
page-language = Langue
page-language-draft = Cette traduction est un brouillon et attend la relecture d'une personne dont c'est la langue.
page-signed-in-as = En tant que { $name }
page-sign-out = Se déconnecter
page-footer = « Sikia » veut dire « écouter » en swahili. Sikia recueille ce que les petits exploitants miniers disent vouloir et devoir savoir.
page-print = Pour afficher cette page dans la salle de réunion, imprimez-la depuis le menu de votre navigateur.
page-back = Retour à toutes les communautés

## Connexion

page-sign-in-title = Connexion
page-sign-in-intro = Les chiffres sont destinés aux personnes qui travaillent avec ces communautés. Connectez-vous avec le nom et le mot de passe qui vous ont été remis.
page-sign-in-name = Nom
page-sign-in-password = Mot de passe
page-sign-in-submit = Se connecter
page-sign-in-wrong = Le nom et le mot de passe ne correspondent pas. Vérifiez les deux et réessayez.
page-sign-in-wait = { PLURAL($seconds) ->
    [one] Trop d'essais. Attendez { $seconds } seconde, puis réessayez.
   *[other] Trop d'essais. Attendez { $seconds } secondes, puis réessayez.
}

## Toutes les communautés

page-communities-title = Communautés
page-communities-intro = Choisissez une communauté pour voir qui a été interrogé et ce qui a été demandé.
page-communities-none = Il n'y a pas encore de communauté ici. Elles apparaissent une fois mises sur le serveur et lorsqu'elles font partie de votre travail.

## Zones

page-areas-communities = { PLURAL($count) ->
    [one] { $count } communauté
   *[other] { $count } communautés
}
page-areas-communities-heading = Communautés

## Une communauté ou une zone : qui a été interrogé

page-community-title = Ce que demande { $community }
page-asked-title = Qui a été interrogé
page-respondents = { PLURAL($count) ->
    [one] { $count } personne a été interrogée
   *[other] { $count } personnes ont été interrogées
}
page-population = { PLURAL($population) ->
    [one] Environ { $population } personne fait partie de cette communauté.
   *[other] Environ { $population } personnes font partie de cette communauté.
}
page-by-gender = Par genre
page-by-age = Par âge
page-by-role = Par travail
page-by-role-note = Une même personne peut faire plusieurs travaux ; le total peut donc dépasser le nombre de personnes interrogées.
page-not-stated = Non précisé
page-nobody-asked = Personne n'a encore été interrogé ici. Les chiffres apparaissent dès que le premier entretien arrive.
page-groups-base = Parmi les personnes qui ont répondu à la question sur leurs besoins.
page-other-answer = Une autre réponse
page-as-of = Situation au { $day }

## Une communauté ou une zone : ce qui a été demandé

page-needs-title = Ce qui a été demandé
page-needs-lead = { PLURAL($count) ->
    [one] Sur { $count } personne qui a répondu : combien ont cité chaque besoin parmi leurs trois plus importants.
   *[other] Sur { $count } personnes qui ont répondu : combien ont cité chaque besoin parmi leurs trois plus importants.
}
page-of-those-asked = Ces chiffres portent sur les personnes interrogées, pas sur tous les habitants.
page-needs-none = Aucune des personnes interrogées n'a cité de besoin.
page-need-share = { $percent } ({ $named } sur { $count })
page-need-first = { PLURAL($count) ->
    [one] { $count } personne l'a cité en premier
   *[other] { $count } personnes l'ont cité en premier
}
page-interval = entre { $low } et { $high }
page-interval-about = Seule une partie des gens a été interrogée ; chaque part peut donc s'écarter un peu de la réalité. Le trait fin montre de combien : si l'on interrogeait beaucoup plus de personnes comme celles-ci, la part se trouverait très probablement entre ses deux extrémités. Il ne dit rien des personnes qui n'avaient aucune chance d'être interrogées.
page-interval-all = Tout le monde a été interrogé dans cette communauté ; il n'y a donc pas de fourchette.
page-small-sample = { PLURAL($count) ->
    [one] Attention : seulement { $count } personne a répondu. Un entretien de plus pourrait changer l'ordre.
   *[other] Attention : seulement { $count } personnes ont répondu. Quelques entretiens de plus pourraient changer l'ordre.
}
page-no-need = { PLURAL($count) ->
    [one] { $count } personne a dit n'avoir besoin d'aucune information.
   *[other] { $count } personnes ont dit n'avoir besoin d'aucune information.
}
page-does-not-know = { PLURAL($count) ->
    [one] { $count } personne ne savait pas. Elle n'est pas comptée dans les parts.
   *[other] { $count } personnes ne savaient pas. Elles ne sont pas comptées dans les parts.
}
page-prefers-not = { PLURAL($count) ->
    [one] { $count } personne a préféré ne pas répondre. Elle n'est pas comptée dans les parts.
   *[other] { $count } personnes ont préféré ne pas répondre. Elles ne sont pas comptées dans les parts.
}
page-chart-title = { $community } : ce que les gens demandent
page-chart-about = Une barre par besoin, la plus longue en premier : la part des personnes qui l'ont cité parmi leurs trois plus importants. Un trait fin montre la fourchette. Le tableau ci-dessous contient les mêmes chiffres.
page-table-title = Les chiffres en tableau
page-table-need = Besoin
page-table-domain = Sujet
page-table-named = Cité par
page-table-share = Part
page-table-interval = Fourchette
page-table-first = Cité en premier par
page-table-points = Points (indice secondaire)
page-points-about = Points : trois pour une première place, deux pour une deuxième, un pour une troisième, divisés par le nombre de personnes qui ont répondu. Ne les utilisez qu'à côté des parts, car personne ne sait si une première place vaut trois fois une troisième.
page-other-need = { PLURAL($count) ->
    [one] { $count } personne a cité quelque chose qui n'est pas dans la liste.
   *[other] { $count } personnes ont cité quelque chose qui n'est pas dans la liste.
}
page-other-subjects = Autres sujets
page-sure-title = Quelle confiance accorder à ces chiffres
page-needs-more = Les { $shown } besoins les plus cités ont une barre. Le tableau ci-dessous les contient tous : { $count }.
page-order-unsure = Là où les traits fins de deux besoins se chevauchent, personne ne peut dire avec certitude lequel des deux est le plus demandé.

## Choisir une partie des personnes

page-filter-title = Montrer seulement une partie des personnes
page-filter-all = Tous
page-filter-gender = Genre
page-filter-age = Âge
page-filter-role = Travail
page-filter-from = Du
page-filter-to = Au
page-filter-apply = Montrer
page-filter-clear = Montrer de nouveau tout le monde
page-filtered = Seulement : { $filter }
page-nobody-fits = Aucune des personnes interrogées ne correspond à ce choix.

## Types de lieux

page-kind-mine = Mine
page-kind-processing = Site de traitement
page-kind-cooperative = Coopérative
page-kind-training = Formation
page-kind-village = Village
page-kind-ward = Quartier
page-kind-council = Conseil
page-kind-district = District
page-kind-region = Région
page-kind-province = Province
page-kind-country = Pays

## Quand une page ne peut pas être montrée

page-error-forbidden = Vous ne pouvez pas voir cette page
    .detail = Votre compte n'en a pas le droit. Si votre travail l'exige, adressez-vous à la personne qui s'occupe de Sikia.
page-error-not-found = Cette page n'existe pas
    .detail = Elle a peut-être été déplacée, ou se trouve en dehors de votre zone. Revenez aux communautés et choisissez à partir de là.
page-error-internal = Une erreur s'est produite dans Sikia
    .detail = Ce n'est pas votre faute et rien n'est perdu. Réessayez dans un instant. Si cela se reproduit, prévenez la personne qui s'occupe de Sikia.
page-error-busy = Sikia est occupé
    .detail = Rien n'est perdu. Réessayez dans un instant.

## Pour les programmes et les opérateurs

page-api-title = Comment les programmes parlent à Sikia
page-api-intro = Tout ce que les téléphones, les relais et les autres programmes peuvent demander à Sikia, et ce qu'ils reçoivent. Ce document est comparé au programme en marche à chaque test.
page-api-language = Le document est rédigé en anglais.
page-api-download = Le même document pour les programmes
