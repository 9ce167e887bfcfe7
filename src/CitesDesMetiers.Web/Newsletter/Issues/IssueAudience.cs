using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>
/// Finds the recipients of an issue. When an issue has several language versions, each goes to the readers of its language. The main
/// version, in French or else the oldest, goes to all others. Nobody receives two versions.
/// </summary>
public sealed class IssueAudience(NewsletterContext db, TimeProvider clock)
{
    private const string MainLanguage = "fr";

    public async Task<Audience> OfAsync(Issue issue, CancellationToken cancellation)
    {
        var others = await VersionsAsync(issue.Number, issue.Id, cancellation);
        if (others.Count == 0)
        {
            return issue.Audience;
        }

        var isMain = issue.Language == MainLanguage
            || (others.TrueForAll(o => o.Language != MainLanguage) && others.TrueForAll(o => o.Id > issue.Id));
        return isMain
            ? issue.Audience with { ExceptLanguages = $",{string.Join(',', others.Select(o => o.Language))}," }
            : issue.Audience with { Language = issue.Language };
    }

    /// <summary>The current number of recipients.</summary>
    public Task<int> CountAsync(Audience audience, CancellationToken cancellation) =>
        audience.Among(db.Subscribers, db.Suppressions, ParisTime.Local(clock.GetUtcNow().UtcDateTime).Day).CountAsync(cancellation);

    /// <summary>Describes the recipients in French, as part of a sentence: "tous les abonnés".</summary>
    public async Task<string> DescribeAsync(Audience audience, CancellationToken cancellation)
    {
        List<string> words = [];
        if (audience.Language is { } language)
        {
            words.Add("en " + Name(language));
        }

        if (audience.CiteId is { } cite)
        {
            words.Add(
                "qui suivent "
                    + Named.From(await db.Cites.Where(c => c.Id == cite).Select(c => c.Name).FirstOrDefaultAsync(cancellation)
                        ?? "Cité supprimée").The);
        }

        if (audience.ThemeId is { } theme)
        {
            words.Add(
                "intéressés par "
                    + $"« {await db.Themes.Where(t => t.Id == theme).Select(t => t.Name).FirstOrDefaultAsync(cancellation) ?? "thème supprimé"} »");
        }

        if (audience.Organisation is { } organisation)
        {
            words.Add($"de l’organisation « {organisation} »");
        }

        var except = audience.ExceptLanguages?.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Name).ToList() ?? [];
        return (words.Count == 0 ? "tous les abonnés" : "les abonnés " + string.Join(", ", words))
            + (except.Count == 0 ? "" : $", sauf ceux en {string.Join(" et en ", except)}, qui reçoivent leur version");
    }

    private static string Name(string language) => Languages.NameOf(language).ToLowerInvariant();

    private async Task<List<(int Id, string Language)>> VersionsAsync(int number, int but, CancellationToken cancellation) =>
        [.. (await db.Issues.Where(i => i.Number == number && i.Id != but).OrderBy(i => i.Id).Select(i => new { i.Id, i.Language })
            .ToListAsync(cancellation))
            .Select(i => (i.Id, i.Language))];
}
