using System.Text.Json;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>A document, or an edition of the archive, that names a person.</summary>
internal sealed record Mention(string Title, string Path);

/// <summary>
/// Finds a person in kept documents and in editions of the archive, which an erasure does not change. The texts are searched for the address and for
/// the name that it says: "anne.martin@…" for Anne Martin. What could not be read is not searched.
/// </summary>
internal static class Mentions
{
    private const int Most = 50;

    public static async Task<IReadOnlyList<Mention>> OfAsync(NewsletterContext db, string address, CancellationToken cancellation)
    {
        var (whole, name) = (PatternOf(address), PatternOf(NameIn(address) ?? address));
        var documents = await db.DocumentImports
            .Where(d => EF.Functions.Like(d.Blocks!, whole, FoldedSearch.Escape) || EF.Functions.Like(d.Blocks!, name, FoldedSearch.Escape)
                || d.Versions.Any(v => EF.Functions.Like(v.Json, whole, FoldedSearch.Escape) || EF.Functions.Like(v.Json, name, FoldedSearch.Escape)))
            .OrderByDescending(d => d.Id).Take(Most).Select(d => new { d.Id, d.FileName }).ToListAsync(cancellation);
        var editions = await db.Editions
            .Where(e => e.ArchivedAt != null
                && (EF.Functions.Like(e.ContentJson, whole, FoldedSearch.Escape) || EF.Functions.Like(e.ContentJson, name, FoldedSearch.Escape)))
            .OrderByDescending(e => e.Date).Take(Most).Select(e => new { e.Number, e.Slug }).ToListAsync(cancellation);
        return
        [
            .. documents.Select(d => new Mention($"Document « {d.FileName} »", DeskAddresses.Document(d.Id))),
            .. editions.Select(e => new Mention($"Numéro {e.Number}, dans l’archive", SiteAddresses.Issue(e.Slug))),
        ];
    }

    /// <summary>"anne.martin@lyon.example" as "anne martin"; null if the address says no name.</summary>
    private static string? NameIn(string address) =>
        address.Split('@')[0].Split('.', '_', '-') is { Length: > 1 } words && Array.TrueForAll(words, w => w.Length > 1 && w.All(char.IsLetter))
            ? string.Join(' ', words) : null;

    /// <summary>The texts are JSON, which writes some signs in another way.</summary>
    private static string PatternOf(string text) => FoldedSearch.Containing(JsonSerializer.Serialize(text)[1..^1]);
}
