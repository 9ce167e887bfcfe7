namespace CitesDesMetiers.Web.Platform.Identity.Factors;

/// <summary>Tells a person why their passkey was refused and what to do.</summary>
internal static class PasskeyWords
{
    public static string Of(PasskeyRefusal refusal) => refusal switch
    {
        PasskeyRefusal.NoRequest => "La demande de clé d’accès a expiré, ou elle n’est pas partie de cette page. Recommencez.",
        PasskeyRefusal.OtherSite =>
            "Cette clé d’accès répond à un autre site que celui-ci : elle est refusée. Vérifiez l’adresse en haut du navigateur.",
        PasskeyRefusal.Counter =>
            "Cette clé d’accès est refusée : elle compte moins d’utilisations que le site, comme le ferait une copie. Connectez-vous d’une autre "
            + "façon, puis retirez-la dans « Sécurité de mon compte ».",
        _ => "Cette clé d’accès n’est pas reconnue ici. Essayez-en une autre, ou connectez-vous d’une autre façon.",
    };
}
