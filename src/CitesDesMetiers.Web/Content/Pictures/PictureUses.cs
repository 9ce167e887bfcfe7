using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>A place that uses a picture.</summary>
/// <param name="What">French, such as "Numéro 44, éditorial".</param>
/// <param name="Path">Address of its page.</param>
public sealed record PictureUse(string What, string Path);

/// <summary>Finds the uses of pictures: attached to news, named in texts, and in editions, which need them for ever.</summary>
public sealed partial class PictureUses(NewsletterContext db, EditionPictures editions)
{
    /// <summary>Pictures that are attached to no news item. Deleted news counts, because it may be restored.</summary>
    public IQueryable<MediaFile> Unattached() => db.Media.Where(m => !db.Set<NewsPicture>().Any(p => p.MediaFileId == m.Id));

    /// <summary>Names of all pictures that a text or an edition uses.</summary>
    public async Task<IReadOnlySet<string>> NamedAsync(CancellationToken cancellation) =>
        (await ReadAsync(cancellation)).Select(u => u.Name).ToHashSet();

    /// <summary>The uses of one picture.</summary>
    public async Task<IReadOnlyList<PictureUse>> OfAsync(int id, string name, CancellationToken cancellation)
    {
        var attached = await db.News.Where(n => n.Pictures.Any(p => p.MediaFileId == id)).OrderByDescending(n => n.UpdatedAt)
            .Select(n => new PictureUse("Nouvelle « " + n.Title + " »", DeskAddresses.NewsItem(n.Id))).ToListAsync(cancellation);
        return
        [
            .. attached, .. (await ReadAsync(cancellation)).Where(u => u.Name == name).Select(u => u.Use).Distinct().Where(u => !attached.Contains(u))
        ];
    }

    /// <summary>All pictures named in texts, once per use. Takes four queries, and one more if there are editions not read yet.</summary>
    private async Task<List<(string Name, PictureUse Use)>> ReadAsync(CancellationToken cancellation)
    {
        var news = await db.News.IgnoreQueryFilters().Where(n => n.Body.Contains(PictureAddresses.Root))
            .Select(n => new Place(
                n.Body, "Nouvelle « " + n.Title + " »" + (n.DeletedAt == null ? "" : " (corbeille)"),
                n.DeletedAt == null ? DeskAddresses.NewsItem(n.Id) : DeskAddresses.Bin))
            .ToListAsync(cancellation);
        var issues = await db.Issues.IgnoreQueryFilters().Where(i => i.Editorial!.Contains(PictureAddresses.Root))
            .Select(i => new Place(
                i.Editorial!, "Numéro " + i.Number + ", éditorial" + (i.DeletedAt == null ? "" : " (corbeille)"),
                i.DeletedAt == null ? IssueAddresses.Composition(i.Id) : DeskAddresses.Bin))
            .ToListAsync(cancellation);
        var sections = await db.Issues.IgnoreQueryFilters()
            .SelectMany(i => i.Sections, (i, s) => new { i.Number, i.Id, i.DeletedAt, s.Title, s.Body })
            .Where(s => s.Body!.Contains(PictureAddresses.Root))
            .Select(s => new Place(
                s.Body!, "Numéro " + s.Number + ", rubrique « " + s.Title + " »" + (s.DeletedAt == null ? "" : " (corbeille)"),
                s.DeletedAt == null ? IssueAddresses.Composition(s.Id) : DeskAddresses.Bin))
            .ToListAsync(cancellation);
        var logo = await db.Settings.Where(s => s.LogoId != null).Select(s => s.Logo!.Hash).ToListAsync(cancellation);
        return
        [
            .. logo.Select(hash => (hash[..32], new PictureUse("Logo du réseau", DeskAddresses.Look))),
            .. new[] { news, issues, sections }.SelectMany(list => list)
                .SelectMany(place => NamesIn(place.Text).Select(name => (name, new PictureUse(place.What, place.Path)))),
            .. await editions.ReadAsync(db, cancellation),
        ];
    }

    internal static IEnumerable<string> NamesIn(string text) => Address().Matches(text).Select(m => m.Groups[1].Value).Distinct();

    [GeneratedRegex(PictureAddresses.Root + "([0-9a-f]{32})", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    private sealed record Place(string Text, string What, string Path);
}

/// <summary>Caches the pictures of each edition, which never change.</summary>
public sealed class EditionPictures
{
    private readonly ConcurrentDictionary<int, IReadOnlyList<(string Name, PictureUse Use)>> known = new();

    internal async Task<IReadOnlyList<(string Name, PictureUse Use)>> ReadAsync(NewsletterContext db, CancellationToken cancellation)
    {
        var ids = await db.Editions.OrderByDescending(e => e.Number).Select(e => e.Id).ToListAsync(cancellation);
        var missing = ids.Where(id => !known.ContainsKey(id)).ToList();
        if (missing.Count > 0)
        {
            foreach (var edition in await db.Editions.AsNoTracking().Where(e => missing.Contains(e.Id)).ToListAsync(cancellation))
            {
                var use = new PictureUse($"Numéro {edition.Number}, paru", SiteAddresses.Issue(edition.Slug));
                known[edition.Id] = [.. Names(edition).Distinct().Select(name => (name, use))];
            }
        }

        return [.. ids.SelectMany(id => known.GetValueOrDefault(id, []))];
    }

    /// <summary>The pictures attached to articles, which the content lists, and those within their texts, found in the mail.</summary>
    private static IEnumerable<string> Names(Edition edition) =>
        edition.ReadContent().AllArticles.SelectMany(a => a.Pictures).Select(p => p.Name).Concat(PictureUses.NamesIn(edition.ContentJson))
            .Concat(PictureUses.NamesIn(edition.MailHtml));
}
