# status: draft

### Les vagues d'enquête : comment les gens ont été choisis, et ce que cela permet de dire.

round-heading = Comment les gens ont été choisis
round-label = Vague
round-shown = { $round } : du { $from } au { $to }
round-everything = Tout ce qui a été dit, toutes vagues confondues
round-only = Besoins
round-only-information = D'information seulement, sans les services
cli-rounds-imported = { PLURAL($count) ->
    [one] { $count } vague est déclarée.
   *[other] { $count } vagues sont déclarées.
}

round-design-census = Tout le monde ici devait être interrogé.
round-design-simple-random = Les gens ont été tirés au sort, chacun avec la même chance.
round-design-systematic = Les gens ont été choisis à intervalles réguliers dans une liste ou le long d'un chemin, à partir d'un point tiré au sort.
round-design-time-location = Des lieux et des heures où les gens se rencontrent ont été tirés au sort, et les gens y ont été interrogés.
round-design-purposive = L'équipe a choisi qui interroger.
round-design-self-selected = Les gens sont venus, ont appelé ou écrit d'eux-mêmes.
round-design-undeclared = Personne n'a déclaré comment les gens ont été choisis.
round-late = Cela a été déclaré le { $day }, alors que la vague avait commencé.

round-claim-estimate = Les chiffres sont une estimation pour tous ceux qui auraient pu être interrogés.
round-claim-estimate-of = { PLURAL($people) ->
    [one] Les chiffres sont une estimation pour { $people } personne qui aurait pu être interrogée.
   *[other] Les chiffres sont une estimation pour les { $people } personnes qui auraient pu être interrogées.
}
round-claim-experimental = Les chiffres sont une estimation expérimentale : cette façon de choisir les gens repose sur des hypothèses fortes.
round-effective = { PLURAL($count) ->
    [one] Par la façon de choisir et de pondérer, { $count } réponse en dit autant que { $worth } de personnes choisies une à une.
   *[other] Par la façon de choisir et de pondérer, { $count } réponses en disent autant que { $worth } de personnes choisies une à une.
}

round-weighted = Les parts sont pondérées : chaque genre et chaque métier compte selon le nombre de personnes ({ $sources }).
round-need-weighted = { $percent } des gens d'ici ; { $named } des { $count } qui ont répondu
round-unplaced = { PLURAL($count) ->
    [one] { $count } personne qui a répondu n'est d'aucun genre et métier dont le nombre est connu, et n'est dans aucune part pondérée.
   *[other] { $count } personnes qui ont répondu ne sont d'aucun genre et métier dont le nombre est connu, et ne sont dans aucune part pondérée.
}
round-weights-nobody-asked = Les parts ne sont pas pondérées : il y a ici des gens dont aucun n'a été interrogé, et aucun poids ne peut parler pour eux. Ce sont : { $groups }.
round-weights-too-many = Les parts ne sont pas pondérées : plus de personnes ont répondu qu'il n'y en aurait. À vérifier : { $groups }.

round-hidden = Moins de 25 personnes ont répondu ; des mots remplacent donc les pourcentages : « la plupart », c'est plus de la moitié, « certains », d'un cinquième à la moitié, « peu », moins d'un cinquième.
round-parentheses = Les pourcentages sont entre parenthèses parce que moins de 50 personnes ont répondu : prenez-les comme une indication.
round-nothing = Si peu de personnes ont répondu que leurs demandes ne sont pas montrées : elles pourraient désigner l'une d'elles.
round-in-parentheses = ({ $percent })
round-word-most = La plupart l'ont cité
round-word-some = Certains l'ont cité
round-word-few = Peu l'ont cité

round-rank = Rang { $rank }
round-ranks = Rangs { $first } à { $last }
round-table-rank = Rang
round-ranks-about = Les besoins qui partagent leurs rangs ne peuvent être départagés : personne ne peut dire lequel est le plus demandé.

round-trend-up = { $points } points de pourcentage de plus que dans « { $round } » (entre { $low } et { $high })
round-trend-down = { $points } points de pourcentage de moins que dans « { $round } » (entre { $low } et { $high })
round-trend-unclear = pas de changement sûr depuis « { $round } »
round-trend-not-design = On ne peut rien dire d'un changement depuis « { $round } » : l'une des deux vagues ne parle pas pour tout le monde ; ce qui a changé est peut-être qui a été interrogé.
round-trend-not-list = On ne peut rien dire d'un changement depuis « { $round } » : une autre liste a été présentée.
round-trend-not-nobody = On ne peut rien dire d'un changement depuis « { $round } » : dans l'une des deux vagues, personne n'a répondu.
round-trend-not-places = On ne peut rien dire d'un changement depuis « { $round } » : elle a eu lieu dans d'autres communautés.
