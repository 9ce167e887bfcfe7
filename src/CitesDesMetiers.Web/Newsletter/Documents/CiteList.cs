using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Documents.Understanding;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>The Cités of the directory, former ones included, as documents name them.</summary>
internal static class CiteList
{
    public static async Task<List<KnownCite>> OfAsync(NewsletterContext db, CancellationToken cancellation)
    {
        var cites = await db.Cites.AsNoTracking().OrderBy(c => c.Name)
            .Select(c => new { c.Name, c.City, c.Region, c.WebSite, c.OldNames, Addresses = c.Contacts.Select(o => o.Address).ToList() })
            .ToListAsync(cancellation);
        var domains = cites.ConvertAll(c => c.Addresses.Select(Domain).Append(Host(c.WebSite)).OfType<string>().ToHashSet());

        // A domain of several Cités, such as that of a mail provider, tells nothing.
        var shared = domains.SelectMany(d => d).GroupBy(d => d).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return [.. cites.Zip(domains, (c, d) => new KnownCite(c.Name, c.City, c.Region, NamesIn(c.OldNames), [.. d.Except(shared)]))];
    }

    private static string[] NamesIn(string? lines) =>
        (lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Domain(string? address) => address?.Split('@') is [_, var domain] ? domain : null;

    private static string? Host(string? site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var uri) ? uri.Host.StartsWith("www.", StringComparison.Ordinal) ? uri.Host[4..] : uri.Host : null;
}
