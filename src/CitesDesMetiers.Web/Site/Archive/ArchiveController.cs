using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Pdf;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace CitesDesMetiers.Web.Site.Archive;

/// <summary>The archive of all editions, exactly as they were sent.</summary>
[AllowAnonymous]
public class ArchiveController(NewsletterContext db, PagePictures pictures, ArchiveVisits visits) : Controller
{
    [HttpGet(SiteAddresses.Archive)]
    [ReadingPage]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var issues = await db.Editions.LatestFirst()
            .Select(e => new IssueLine(
                e.Slug, e.Number, e.Date, e.PeriodLabel, e.Subject, e.Language, e.Articles.Count,
                e.Articles.OrderBy(a => a.Position).Select(a => a.Title).Take(3).ToList()))
            .ToListAsync(cancellation);
        return View(issues);
    }

    [HttpGet(SiteAddresses.Archive + "/{slug}")]
    [ReadingPage]
    public async Task<IActionResult> Show(string slug, CancellationToken cancellation)
    {
        // Not the whole row: the mail in it is longer than the page.
        var edition = await db.Editions.Where(e => e.Slug == slug)
            .Select(e => new { e.Id, e.Slug, e.Number, e.Date, e.Language, e.PublishedAt, e.ArchivedAt, e.ContentJson })
            .FirstOrDefaultAsync(cancellation);
        if (edition is null)
        {
            return NotFound();
        }

        visits.Count(edition.Id, SiteAddresses.Issue(edition.Slug), HttpContext);
        var previous = await db.Editions.Before(edition.Date, edition.Number).LatestFirst(edition.Language)
            .Select(e => new Neighbour(e.Slug, e.Number, e.PeriodLabel ?? FrenchDates.Month(e.Date))).FirstOrDefaultAsync(cancellation);
        var next = await db.Editions.After(edition.Date, edition.Number).EarliestFirst(edition.Language)
            .Select(e => new Neighbour(e.Slug, e.Number, e.PeriodLabel ?? FrenchDates.Month(e.Date))).FirstOrDefaultAsync(cancellation);
        var errata = await db.Editions.Where(e => e.Id == edition.Id).SelectMany(e => e.Errata).OrderBy(e => e.PublishedAt).AsNoTracking()
            .ToListAsync(cancellation);
        var versions = await db.Editions.Where(e => e.Number == edition.Number).OrderBy(e => e.Language)
            .Select(e => new IssueLanguage(e.Slug, e.Language)).ToListAsync(cancellation);
        var pdf = await db.EditionPdfFiles.Where(f => f.EditionId == edition.Id).Select(f => new PdfFacts(f.Pages, f.Size, f.MadeAt))
            .FirstOrDefaultAsync(cancellation);
        var content = EditionContent.FromJson(edition.ContentJson);
        await pictures.ReadAsync([.. content.AllArticles.SelectMany(a => a.Pictures)], hasLead: false, cancellation);
        return View(new IssuePage(edition.Slug, edition.PublishedAt, content, errata, previous, next)
        {
            Pdf = pdf,
            Languages = versions.Count > 1 ? versions : [],
            IsArchived = edition.ArchivedAt is not null,
            Original = await db.EditionOriginals.Where(o => o.EditionId == edition.Id).Select(o => new OriginalFacts(o.Extension, o.Size))
                .FirstOrDefaultAsync(cancellation),
        });
    }

    /// <summary>The paper edition. Its address stays when it is made anew after an erratum, so browsers ask each time.</summary>
    [HttpGet(SiteAddresses.Archive + "/{slug}.pdf")]
    public async Task<IActionResult> Pdf(string slug, CancellationToken cancellation)
    {
        var file = await db.Editions.Where(e => e.Slug == slug)
            .SelectMany(e => db.EditionPdfFiles.Where(f => f.EditionId == e.Id))
            .AsNoTracking().FirstOrDefaultAsync(cancellation);
        if (file is null)
        {
            return NotFound();
        }

        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(file.Name);
        Response.Headers.ContentDisposition = disposition.ToString();
        Response.Headers.ContentSecurityPolicy = SecurityHeaders.FilePolicy;
        Response.Headers.CacheControl = "public, no-cache";
        return File(file.Bytes, "application/pdf", file.MadeAt, new EntityTagHeaderValue($"\"{file.Hash[..32]}\""), enableRangeProcessing: true);
    }

    /// <summary>The document that an archived edition was read from. Never shown in the browser: it comes from anywhere.</summary>
    [HttpGet(SiteAddresses.Archive + "/{slug}/original.{extension}")]
    public async Task<IActionResult> Original(string slug, string extension, CancellationToken cancellation)
    {
        var original = await db.Editions.Where(e => e.Slug == slug).SelectMany(e => db.EditionOriginals.Where(o => o.EditionId == e.Id))
            .AsNoTracking().FirstOrDefaultAsync(cancellation);
        return original is null || original.Extension != "." + extension ? NotFound()
            : File(original.Bytes, "application/octet-stream", slug + original.Extension);
    }

    /// <summary>The mail as it was sent, without any data of a subscriber.</summary>
    [HttpGet(SiteAddresses.Archive + "/{slug}/courriel")]
    [ReadingPage]
    public async Task<IActionResult> Mail(string slug, CancellationToken cancellation)
    {
        var html = await db.Editions.PublishedHere().Where(e => e.Slug == slug).Select(e => e.MailHtml).FirstOrDefaultAsync(cancellation);
        if (html is null)
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = SecurityHeaders.MailPreviewPolicy;
        Response.Headers["X-Robots-Tag"] = "noindex";
        return Content(ArchiveCopy.Of(html), "text/html; charset=utf-8");
    }
}

public sealed record IssueLine(
    string Slug, int Number, DateOnly Date, string? PeriodLabel, string Subject, string Language, int Articles, IReadOnlyList<string> Titles)
{
    public string Period => PeriodLabel ?? FrenchDates.Month(Date);
}

public sealed record Neighbour(string Slug, int Number, string Period);

/// <param name="Size">In bytes.</param>
public sealed record OriginalFacts(string Extension, int Size);

/// <summary>An issue in one of its languages.</summary>
public sealed record IssueLanguage(string Slug, string Language);

public sealed record IssuePage(
    string Slug, DateTime PublishedAt, EditionContent Content, IReadOnlyList<Erratum> Errata, Neighbour? Previous, Neighbour? Next)
{
    /// <summary>Whether the page is a preview for editors, before publication.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Whether the screen shows the page as it is printed.</summary>
    public bool IsPaper { get; init; }

    /// <summary>Whether it appeared elsewhere, and was never sent from here.</summary>
    public bool IsArchived { get; init; }

    /// <summary>The document that it was read from; null unless readers may have it.</summary>
    public OriginalFacts? Original { get; init; }

    /// <summary>Null until there is one.</summary>
    public PdfFacts? Pdf { get; init; }

    /// <summary>The issue in each of its languages, this one included; empty if there is one only.</summary>
    public IReadOnlyList<IssueLanguage> Languages { get; init; } = [];

    public IEnumerable<IGrouping<AgendaKind, AgendaLine>> Agenda =>
        Content.Agenda.OrderBy(d => d.StartsOn).ThenBy(d => d.StartTime).Select(AgendaLine.From).GroupBy(d => d.Kind).OrderBy(g => g.Key);
}
