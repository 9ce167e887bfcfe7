using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Letters;

/// <summary>The fixed French texts of the mail, shared by its HTML and its text part.</summary>
internal static class EditionWords
{
    public const string ReadOnline = "Lire en ligne";
    public const string ReadOnlineLong = "Lire ce numéro en ligne";
    public const string Contents = "Dans ce numéro";
    public const string Editorial = "Éditorial";
    public const string Agenda = "Agenda";
    /// <summary>The title of the agenda section, or the default title.</summary>
    public static string AgendaTitle(EditionContent content) => content.AgendaTitle ?? Agenda;

    public const string ContactAddress = "Adresse de contact";
    public const string Successor = "Lui succède";
    public const string Team = "L’équipe rédactionnelle";
    public const string Archive = "Tous les numéros";
    public const string Privacy = "Vos données personnelles";
    public const string Unsubscribe = "Se désabonner";
    public const string Manage = "Gérer mon abonnement";

    public static string Dateline(EditionContent content) => Capital(content.Period);

    public static string Number(int number) => $"Numéro\u00A0{number}";

    public static string Of(AgendaKind kind) => kind is AgendaKind.Internal ? "Réunions internes" : "Réunions externes";

    /// <summary>Date and time: "25-27 juin 2018", "14 juin 2018, de 9 h à 12 h 30".</summary>
    public static string When(EditionDate entry)
    {
        var times = FrenchDates.Times(entry.StartTime, entry.EndTime);
        return FrenchDates.Range(entry.StartsOn, entry.EndsOn) + (times.Length > 0 ? ", " + times : "");
    }

    /// <summary>The place, followed by the Cité unless the place or the title names it.</summary>
    public static string Where(EditionDate entry)
    {
        var cite = entry.Cite is { } known && !$"{entry.Title} {entry.Place}".Contains(known.City, StringComparison.OrdinalIgnoreCase)
            ? known.Name
            : null;
        return string.Join(", ", new[] { entry.Place, cite }.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    public static string Subscribe(EditionContent content) => $"S’abonner {content.Newsletter.To}";

    public static string Reason(EditionContent content) =>
        $"Vous recevez ce message parce que votre adresse est abonnée {content.Newsletter.To}.";

    public static string Of(StaffMoveKind kind) => kind is StaffMoveKind.Arrival ? "Arrivée" : "Départ";

    /// <summary>", à compter du 1er juillet 2018", or empty.</summary>
    public static string Since(EditionMove move) => move.EffectiveOn is { } day ? $", à compter du {FrenchDates.Day(day)}" : "";

    /// <summary>The moves grouped by Cité. Moves without a Cité belong to the network.</summary>
    public static IEnumerable<IGrouping<string, EditionMove>> ByCite(EditionSection section, EditionContent content) =>
        section.Moves.GroupBy(move => move.Cite?.Name ?? content.NetworkName);

    /// <summary>Caption and credit, if present: "Légende. Photo : Anne Martin".</summary>
    public static string Caption(EditionPicture picture) => (picture.Caption, picture.Credit) switch
    {
        ({ } caption, { } credit) => $"{caption.TrimEnd()} {(EndsSentence(caption) ? "" : "– ")}{credit}",
        ({ } caption, null) => caption,
        (null, { } credit) => credit,
        _ => "",
    };

    private static bool EndsSentence(string text) => text.TrimEnd() is [.., '.' or '!' or '?' or '…'];

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
