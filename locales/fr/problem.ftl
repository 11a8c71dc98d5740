# status: draft

### Ce qui peut mal se passer pour une personne sur le terrain avec un téléphone, et que faire ensuite.

## Un appel entier

problem-malformed = Ce message est illisible
    .detail = Sikia n'a pas pu lire ce que l'application a envoyé ; rien n'a été modifié. Vos fiches sont toujours sur le téléphone. Mettez l'application à jour et réessayez. Si cela se reproduit, montrez ceci à votre superviseur : { $reason }

problem-bad-parameter = Une partie de l'adresse ne convient pas
    .detail = « { $given } » ne convient pas pour « { $parameter } ». Corrigez ou supprimez cette partie, puis réessayez.

problem-unfit-member = Quelque chose de déclaré ne convient pas
    .detail = « { $member } » devrait être { $expected }. Corrigez et renvoyez ; rien n'a été enregistré.

problem-unauthenticated = Sikia ne connaît pas cet appareil ou cette personne
    .detail = Connectez-vous de nouveau. S'il s'agit d'un téléphone d'enquête, demandez à votre superviseur de l'enregistrer à nouveau ; vos fiches restent sur le téléphone en attendant.

problem-sign-in-failed = Le nom et le mot de passe ne correspondent pas
    .detail = Vérifiez les deux et réessayez. Si vous avez oublié votre mot de passe, demandez-en un nouveau à la personne qui s'occupe de Sikia.

problem-forbidden = Vous ne pouvez pas faire cela
    .detail = Votre compte n'en a pas le droit. Si votre travail l'exige, adressez-vous à la personne qui s'occupe de Sikia.

problem-encryption-required = Une connexion chiffrée est nécessaire
    .detail = Ici, quelqu'un sur le trajet pourrait lire le mot de passe. Utilisez l'adresse qui contient une clé (/v1/key/…), ou demandez à l'opérateur une adresse qui commence par https.

problem-person-required = Une personne doit se connecter pour cela
    .detail = Les chiffres sont montrés aux personnes connectées, pas aux téléphones. Ouvrez Sikia dans un navigateur et connectez-vous.

problem-not-found = Il n'y a rien ici
    .detail = Cela n'a peut-être jamais existé, ou se trouve en dehors de ce qui vous est accessible. Vérifiez l'adresse ou demandez à votre superviseur.

problem-method-not-allowed = Cette adresse ne s'utilise pas ainsi
    .detail = L'adresse existe, mais ne peut pas être utilisée de cette façon. Mettez l'application à jour ; si cela ne suffit pas, prévenez votre superviseur.

problem-edition-refused = Cette édition ne peut être ni faite ni modifiée ainsi
    .detail = { $reason ->
        [unsound] Quelque chose ne convient pas : vérifiez le nom, le titre, l'éditeur et les jours.
        [overlap] Un autre jeu de données contient les mêmes entretiens. Ce qui est montré deux fois des mêmes personnes pourrait être recoupé et les exposer.
        [has_editions] Le jeu de données a des éditions et reste tel quel. Définissez-en un autre pour d'autres jours.
        [to_come] Une édition ne peut contenir que des données présentes ou passées.
        [stage] Elle n'en est pas là : regardez où elle en est.
        [outdated] Une personne qui y figure s'est retirée depuis. Faites une nouvelle édition.
        [too_large] Son tableau est trop grand pour être prouvé sûr. Ventilez-le moins, ou prenez des lieux plus grands.
       *[other] Rien n'a été modifié.
    }

problem-cursor-expired = Le téléphone doit tout récupérer à nouveau
    .detail = Le téléphone est resté trop longtemps sans connexion pour ne recevoir que les nouveautés. L'application recommence d'elle-même depuis le début ; vos propres fiches sont en sécurité.

problem-too-large = C'est trop à la fois
    .detail = L'envoi est plus grand que ce que Sikia accepte en une fois ({ $bound } : { $limit } au plus). Rien n'a été modifié. Envoyez-en moins à la fois.

problem-unsupported-media = Sikia ne sait pas lire ce type de fichier
    .detail = Il est arrivé comme « { $given } », que Sikia ne lit pas. Mettez l'application à jour ; si cela ne suffit pas, prévenez votre superviseur.

problem-too-many-requests = Trop d'essais
    .detail = { PLURAL($seconds) ->
        [one] Attendez { $seconds } seconde, puis réessayez.
       *[other] Attendez { $seconds } secondes, puis réessayez.
    } Rien n'est perdu.

problem-internal = Sikia a fait une erreur
    .detail = Ce n'est pas votre faute. Vos fiches sont toujours sur le téléphone ; réessayez plus tard. Si cela se reproduit, prévenez la personne qui s'occupe de Sikia.

problem-busy = Sikia est occupé
    .detail = { PLURAL($seconds) ->
        [one] Rien n'a été modifié. Réessayez dans { $seconds } seconde.
       *[other] Rien n'a été modifié. Réessayez dans { $seconds } secondes.
    } Vos fiches sont toujours sur le téléphone.

## Une fiche

problem-item-unreadable = Cette fiche est illisible
    .detail = Sikia la garde telle quelle, mais ne peut pas la lire. Les autres fiches ne sont pas touchées. Montrez ceci à votre superviseur : { $reason }

problem-field-missing = Il manque quelque chose dans cette fiche
    .detail = « { $field } » manque. Mettez l'application à jour, ouvrez la fiche et envoyez-la de nouveau.

problem-field-invalid = Quelque chose ne convient pas dans cette fiche
    .detail = « { $field } » devrait être { $expected }. Mettez l'application à jour, ouvrez la fiche et envoyez-la de nouveau.

problem-too-many-parents = Cette fiche réunit trop d'autres fiches
    .detail = { PLURAL($limit) ->
        [one] Une fiche peut nommer au plus { $limit } version antérieure.
       *[other] Une fiche peut nommer au plus { $limit } versions antérieures.
    } Prévenez votre superviseur ; ce que vous avez écrit est conservé.

problem-too-many-revisions = Cette fiche a été modifiée trop souvent
    .detail = { PLURAL($limit) ->
        [one] Sikia garde au plus { $limit } version d'une même fiche.
       *[other] Sikia garde au plus { $limit } versions d'une même fiche.
    } Prévenez votre superviseur ; ce que vous avez écrit est conservé.

problem-unknown-form = Sikia n'a pas encore ce formulaire
    .detail = Votre fiche est conservée. Elle comptera dès que le formulaire « { $form } », version { $version }, sera sur le serveur. Signalez à votre superviseur qu'il manque ; il n'est pas nécessaire de renvoyer la fiche.

problem-unknown-community = Sikia ne connaît pas encore cette communauté
    .detail = Votre fiche est conservée. Elle comptera dès que la communauté « { $community } » sera sur le serveur. Signalez à votre superviseur qu'elle manque ; il n'est pas nécessaire de renvoyer la fiche.

problem-out-of-scope = Ce téléphone n'est pas prévu pour cette communauté
    .detail = Votre fiche est conservée, mais ce téléphone n'a pas été enregistré pour « { $community } ». Si vous avez choisi la mauvaise communauté, corrigez-la et renvoyez la fiche. Si c'est la bonne, demandez à votre superviseur de l'ajouter à ce téléphone.

problem-content-mismatch = Deux fiches différentes portent le même numéro
    .detail = Sikia a déjà une fiche avec ce numéro et d'autres réponses. La première reste, et celle-ci est conservée à côté. Prévenez votre superviseur.

problem-answer-type = Une réponse ne correspond pas à sa question
    .detail = La réponse à « { $field } » devrait être { $expected }. Ouvrez la fiche, corrigez la réponse et envoyez-la de nouveau.

problem-answer-choice = Une réponse ne fait pas partie des choix
    .detail = « { $choice } » ne fait pas partie des choix de « { $field } ». Récupérez le formulaire le plus récent, ouvrez la fiche, choisissez à nouveau et envoyez-la.

problem-answer-constraint = Une réponse enfreint une règle de sa question
    .detail = La réponse à « { $field } » ne remplit pas ce que le formulaire en demande. Regardez la fiche et interrogez l’enquêteur là où elle semble fausse.

problem-answer-irrelevant = Une réponse à une question non posée
    .detail = « { $field } » a une réponse, alors que le formulaire ne la pose pas après ces réponses. Regardez les réponses qui précèdent.

problem-answer-calculation = Une valeur calculée diffère
    .detail = Le formulaire calcule « { $expected } » pour « { $field } », et une autre valeur est arrivée. Regardez les réponses dont elle est faite.

problem-answer-missing = Il manque une réponse
    .detail = La question « { $field } » demande une réponse. Ouvrez la fiche, répondez et envoyez-la de nouveau.
problem-original-missing = L’enregistrement que celui-ci modifie n’est pas arrivé
    .detail = Il est gardé et rejoindra de lui-même l’enregistrement « { $original } » quand celui-ci arrivera. Envoyez aussi le premier s’il est encore sur le téléphone.
problem-community-unsaid = La communauté n’est pas indiquée
    .detail = Il est gardé et comptera dès qu’un relecteur aura indiqué la communauté. Donnez une seule communauté à l’appareil, ou au formulaire une question qui la demande.
