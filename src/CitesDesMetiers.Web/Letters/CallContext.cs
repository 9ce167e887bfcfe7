using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>The content of the mail that asks one correspondent for news.</summary>
/// <param name="formUrl">Absolute address that opens the form without a password.</param>
public sealed class CallContext(
    SiteOptions site, NewsletterSettings settings, CallForNews call, string person, string cite, string formUrl, CallOccasion occasion)
    : LetterContext(site, settings, SubjectOf(call, occasion))
{
    internal override Type Component => typeof(CallLetter);

    public const string FormLabel = "Proposer une nouvelle";
    public const string NothingLabel = "Dire que nous n’avons rien cette fois";

    public string FormUrl => formUrl;

    /// <summary>Address of a page with one button, by which the correspondent says that there is no news.</summary>
    public string NothingUrl => formUrl + "/rien";

    public string Greeting => Type($"Bonjour {person},");

    public string Asked => Type(occasion switch
    {
        CallOccasion.Opening => $"La rédaction prépare « {call.Subject} » et attend des nouvelles de votre Cité ({cite}).",
        CallOccasion.Renewal =>
            $"Voici un nouveau lien pour envoyer les nouvelles de votre Cité ({cite}) pour « {call.Subject} ». Le précédent ne fonctionne plus.",
        _ => $"Nous n’avons pas encore de réponse de votre Cité ({cite}) pour « {call.Subject} ».",
    });

    public string Until => Type(occasion is CallOccasion.LateReminder
        ? $"La date limite était le {ParisTime.ShowLong(call.Deadline)} (heure de Paris). Le formulaire reste ouvert : ce qui "
            + "arrive maintenant sera lu pour la suite."
        : $"Vous avez jusqu’au {ParisTime.ShowLong(call.Deadline)} (heure de Paris).");

    /// <summary>The text written by the editor.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Message =>
        call.Message is { } text && occasion is CallOccasion.Opening or CallOccasion.Renewal ? PlainLines.Paragraphs(text) : [];

    public string Personal => Type(
        "Une date, une arrivée ou un départ s’annoncent sur la même page. Ce lien est le vôtre : il ouvre cette page sans mot de passe, "
            + "autant de fois que vous voulez. Ne le transmettez pas, il écrit en votre nom.");

    /// <summary>The address that takes news by mail for this Cité; null if the site takes none.</summary>
    public string? NewsAddress { get; init; }

    public string? ByMail =>
        NewsAddress is { } address
            ? Type($"Vous préférez le courriel ? Écrivez à {address} : l’objet sera le titre, vos photos suivront.")
            : null;

    public string NothingAsked => Type("Rien à signaler cette fois ? Dites-le en un clic, nous ne vous relancerons pas.");

    public string Reason =>
        Type($"Vous recevez ce message parce que vous êtes correspondant ou correspondante de votre Cité pour {Settings.Newsletter.The}.");

    public override string Preheader => Until;

    private protected override void Write(TextPage page)
    {
        page.Paragraph(Greeting);
        page.Paragraph(Asked);
        page.Paragraph(Until);
        foreach (var paragraph in Message)
        {
            page.Paragraph(string.Join('\n', paragraph.Select(line => Type(line))));
        }

        page.Link(FormLabel, FormUrl);
        if (ByMail is { } byMail)
        {
            page.Paragraph(byMail);
        }

        page.Paragraph(NothingAsked);
        page.Link(NothingLabel, NothingUrl);
        page.Paragraph(Personal);
        page.Paragraph(Reason);
    }

    private static string SubjectOf(CallForNews call, CallOccasion occasion)
    {
        var prefix = occasion switch
        {
            CallOccasion.Opening => "Appel à contributions",
            CallOccasion.Renewal => "Votre nouveau lien",
            _ => "Rappel",
        };
        return $"{prefix} : {call.Subject}";
    }
}

/// <summary>The reason for which the mail of a call is sent.</summary>
public enum CallOccasion
{
    Opening,
    Reminder,
    LateReminder,
    Renewal,
}
