using CitesDesMetiers.Web.Site.Search;

namespace CitesDesMetiers.Web.Site.Errors;

/// <param name="Id">An identifier that the reader can quote and the log contains.</param>
internal sealed record ErrorPage(int Status, string Title, string What, string Next, string Id)
{
    /// <summary>What the address of a missing page says, for the search.</summary>
    public string Words { get; init; } = "";

    /// <summary>Pages that the address may have meant.</summary>
    public SearchSuggestions? Suggestions { get; init; }

    /// <param name="wait">How long a client over its limit should wait.</param>
    public static ErrorPage For(int status, string id, TimeSpan? wait = null) =>
        status switch
        {
            400 => new(400, "Cette demande n’a pas pu être comprise",
                "La page était peut-être ouverte depuis longtemps, ou l’adresse est incomplète. Rien n’a été enregistré.",
                "Revenez à la page précédente avec le bouton de votre navigateur : ce que vous aviez saisi y est encore. Copiez-le, rechargez la "
                    + "page, collez-le et recommencez.", id),
            403 => new(403, "Cette page ne vous est pas ouverte",
                "Votre compte n’a pas le droit de voir cette page ou de faire cette action. Rien n’a été modifié.",
                "Si vous pensez que c’est une erreur, écrivez à la rédaction.", id),
            404 or 405 => new(404, "Cette page n’existe pas",
                "L’adresse a peut-être changé, ou une lettre s’est perdue en la copiant.",
                "Cherchez-la par ses mots, ou repartez de la première page.", id),
            410 => new(410, "Cette page a été retirée",
                "La rédaction a retiré de l’archive le numéro, ou l’article, qui se trouvait à cette adresse.",
                "Cherchez parmi ce qui a paru, ou repartez de la première page.", id),
            413 => new(413, "Ce fichier est trop lourd",
                "L’envoi dépasse la taille permise. Rien n’a été enregistré.",
                "Revenez à la page précédente et choisissez un fichier plus léger : 20 Mo au plus pour une image, 200 Mo pour des documents, 100 Mo pour une "
                    + "liste d’abonnés, que vous pouvez partager en plusieurs.", id),
            429 => new(429, "Trop de demandes en peu de temps",
                "Par sécurité, nous faisons une pause. Rien n’a été enregistré.",
                $"Attendez {InWords(wait)}, puis recommencez. Ce que vous aviez saisi n’est pas perdu : vous le retrouvez avec le bouton "
                    + "« Précédent » de votre navigateur.", id),
            _ => new(status is >= 400 and < 500 ? status : 500, "Une erreur s’est produite de notre côté",
                "La demande n’a pas abouti. Ce qui était déjà enregistré n’a pas bougé.",
                "Réessayez dans un instant. Si l’erreur revient, écrivez-nous en indiquant le numéro ci-dessous.", id),
        };

    private static string InWords(TimeSpan? wait) =>
        (int)Math.Ceiling(wait?.TotalMinutes ?? 1) switch
        {
            <= 1 => "une minute",
            < 60 and var minutes => $"{minutes} minutes",
            _ => "une heure",
        };
}
