using CitesDesMetiers.Core.Accounts;

namespace CitesDesMetiers.Web.Demo;

/// <summary>One account of the demonstration, without its password.</summary>
/// <param name="CiteSlug">The Cité it belongs to, or null.</param>
internal sealed record DemoAccount(string Address, string DisplayName, Role Role, string? CiteSlug);

/// <summary>An account for each role. Several Cités have a correspondent, to show calls for news and separate drafts.</summary>
internal static class DemoAccounts
{
    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("admin@infolettre.example", "Thibault Marescaux", Role.Administrator, null),
        new("redaction@infolettre.example", "Nora Benhaddou", Role.Editor, null),
        new("correspondant@charleroi.example", "Séverine Dethier", Role.Correspondent, "charleroi"),
        new("correspondante@seine-et-marne.example", "Aurore Delaplanche", Role.Correspondent, "seine-et-marne"),
        new("correspondante@reunion.example", "Anaïs Payet", Role.Correspondent, "la-reunion"),
        new("correspondante@genes.example", "Giulia Parodi", Role.Correspondent, "genes"),
        new("correspondant@bruxelles.example", "Yacine Lambrecht", Role.Correspondent, "bruxelles"),
        new("correspondant@marseille.example", "Karim Audibert", Role.Correspondent, "marseille"),
        new("membre@infolettre.example", "Laurent Chappuis", Role.Member, "geneve"),
    ];
}
